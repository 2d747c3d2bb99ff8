"""Text made to fit its box: as large as possible, wrapped evenly, never outside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from services.documents.rendering.text import DOTS

Align = Literal["left", "centre", "right"]

LEADING = 1.2
"""Line distance in sizes: Ệ under Ữ do not touch."""

_ASCENT = 0.95
"""From the top of a line to its baseline, in sizes: room for capitals with two marks."""

_STEP = 0.5
_ONE_LINE_SHARE = 0.75


@dataclass(frozen=True)
class FittedText:
    """Lines of one size; `height` and `size` in points."""

    lines: tuple[str, ...]
    font: str
    size: float
    cut: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * LEADING


@lru_cache(maxsize=4096)
def fit(text: str, font: str, width: float, height: float, largest: float, smallest: float) -> FittedText:
    """The text in a box of `width` × `height` points, between two sizes.

    One line is preferred when that costs at most a quarter of the size. What does not fit at the
    smallest size is cut and ends in an ellipsis.
    """
    if not text:
        return FittedText((), font, largest)
    one_line = _one_line_size(text, font, width, largest)
    wrapped = _wrapped(text, font, width, height, largest, smallest)
    if one_line >= max(smallest, wrapped.size * _ONE_LINE_SHARE):
        return FittedText((text,), font, one_line)
    return wrapped


def _one_line_size(text: str, font: str, width: float, largest: float) -> float:
    return min(largest, width / stringWidth(text, font, 1) // 0.25 * 0.25)


def _wrapped(text: str, font: str, width: float, height: float, largest: float, smallest: float) -> FittedText:
    words = [(word, stringWidth(word, font, 1)) for word in text.split()]
    space = stringWidth(" ", font, 1)
    widest = max(word_width for _, word_width in words)
    size = largest
    while size >= smallest:
        if widest * size <= width:
            lines = _fill(words, space, width / size)
            if len(lines) * size * LEADING <= height:
                return FittedText(_balanced(words, space, width / size, len(lines)), font, size)
        size -= _STEP
    return _squeezed(words, font, width / smallest, int(height / (smallest * LEADING)) or 1, smallest)


def _fill(words: list[tuple[str, float]], space: float, width: float) -> list[str]:
    lines: list[str] = []
    room = -1.0
    for word, word_width in words:
        if word_width + space <= room:
            lines[-1] += f" {word}"
            room -= word_width + space
        else:
            lines.append(word)
            room = width - word_width
    return lines


def _balanced(words: list[tuple[str, float]], space: float, width: float, count: int) -> tuple[str, ...]:
    """The same number of lines with the narrowest longest line, so that no line holds a lone word."""
    narrow, wide = max(word_width for _, word_width in words), width
    for _ in range(8 if count > 1 else 0):
        middle = (narrow + wide) / 2
        if len(_fill(words, space, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return tuple(_fill(words, space, wide))


def _squeezed(words: list[tuple[str, float]], font: str, width: float, count: int, size: float) -> FittedText:
    pieces = [(piece, stringWidth(piece, font, 1)) for word, _ in words for piece in _pieces(word, font, width)]
    lines = _fill(pieces, stringWidth(" ", font, 1), width)
    if len(lines) <= count:
        return FittedText(tuple(lines), font, size)
    last = lines[count - 1]
    while last and stringWidth(last + DOTS, font, 1) > width:
        last = last[:-1].rstrip()
    return FittedText((*lines[: count - 1], last + DOTS), font, size, cut=True)


def _pieces(word: str, font: str, width: float) -> list[str]:
    """A word, broken between letters where it is wider than the line."""
    pieces, current, used = [], "", 0.0
    for letter in word:
        letter_width = stringWidth(letter, font, 1)
        if current and used + letter_width > width:
            pieces.append(current)
            current, used = "", 0.0
        current += letter
        used += letter_width
    return [*pieces, current]


def draw_fitted(canvas: Canvas, fitted: FittedText, left: float, top: float, width: float, align: Align) -> float:
    """Draw below `top` and answer where the text ends (points)."""
    canvas.setFont(fitted.font, fitted.size)
    baseline = top - fitted.size * _ASCENT
    for line in fitted.lines:
        if align == "centre":
            canvas.drawCentredString(left + width / 2, baseline, line)
        elif align == "right":
            canvas.drawRightString(left + width, baseline, line)
        else:
            canvas.drawString(left, baseline, line)
        baseline -= fitted.size * LEADING
    return top - fitted.height
