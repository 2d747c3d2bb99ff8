"""The two heading blocks of an official paper, with the number line and the place and date beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from services.documents.rendering.fitting import FittedText, fit
from services.documents.rendering.papers import Conference
from services.documents.rendering.profile import FormatProfile, HeadingLine
from services.documents.rendering.text import DOTS, or_dots, printable
from services.documents.rendering.words import place_and_date

GUTTER = 4 * mm

_LINE = 1.2
# Below the dot of Ạ and the tail of p.
_RULE_DROP = 5.0
_RULE_ROOM = 5.0
_SMALLEST = 9.0

# What the state motto needs; a longer place name shrinks rather than squeeze the issuer.
_WIDEST_SHARE = 0.62
_TALLEST = 120.0


def number_line(kind: str, number: int | None, conference: Conference, profile: FormatProfile) -> str:
    """`Số 27-GM/BTGTU` or `Số: 15/GM-…` for the kind `GM`; below ten with a zero; what is unknown stays dots."""
    written = f"{number:02d}" if number is not None else DOTS * 2
    return profile.number.format(number=written, kind=kind, code=or_dots(conference.document_code, 3))


def issuer_lines(conference: Conference, profile: FormatProfile) -> list[HeadingLine]:
    """The left block in capitals; a body without a superior has no first line."""
    names = {"{parent}": printable(conference.host_parent or ""), "{host}": or_dots(conference.host, 10)}
    lines = [replace(line, text=names.get(line.text, line.text).upper()) for line in profile.issuer]
    return [line for line in lines if line.text]


@dataclass(frozen=True)
class _PlacedLine:
    fitted: FittedText
    rule: float


class HeadingBlocks(Flowable):
    """Left and right block side by side, each line centred in its block, and one row beneath both.

    A list has no number of its own: its `number` (see `number_line`) is empty.
    """

    def __init__(self, conference: Conference, profile: FormatProfile, number: str, day: date | None) -> None:
        super().__init__()
        self._issuer = issuer_lines(conference, profile)
        self._motto = profile.motto
        self._number = HeadingLine(number, *profile.number_font)
        self._date = HeadingLine(place_and_date(conference.place, day), *profile.date_font)
        self._left: list[_PlacedLine] = []
        self._right: list[_PlacedLine] = []
        self._below: list[_PlacedLine] = []
        self._right_width = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The right block gets the width of its longest line, the left block what remains."""
        widest = max(stringWidth(line.text, line.font, line.size) for line in (*self._motto, self._date))
        self.width = available_width
        self._right_width = min(widest + 2, available_width * _WIDEST_SHARE)
        left_width = available_width - self._right_width - GUTTER
        self._left = _placed(self._issuer, left_width)
        self._right = _placed(self._motto, self._right_width)
        self._below = [*_placed([self._number], left_width), *_placed([self._date], self._right_width)]
        self.height = self._row_top + max(line.fitted.height for line in self._below)
        return self.width, self.height

    @property
    def _row_top(self) -> float:
        return max(_height(self._left), _height(self._right)) + 3

    def draw(self) -> None:
        """Draw both blocks from the top, the number and the date on one line under the taller block."""
        left_centre = (self.width - self._right_width - GUTTER) / 2
        right_centre = self.width - self._right_width / 2
        _draw_block(self.canv, self._left, left_centre, self.height)
        _draw_block(self.canv, self._right, right_centre, self.height)
        _draw_row(self.canv, self._below, (left_centre, right_centre), self.height - self._row_top)


def _placed(lines: Sequence[HeadingLine], width: float) -> list[_PlacedLine]:
    return [
        _PlacedLine(fit(line.text, line.font, width, _TALLEST, line.size, min(_SMALLEST, line.size)), line.rule)
        for line in lines
    ]


def _height(block: list[_PlacedLine]) -> float:
    return sum(line.fitted.height + (_RULE_ROOM if line.rule else 0) for line in block)


def _draw_row(canvas: Canvas, row: list[_PlacedLine], centres: tuple[float, float], top: float) -> None:
    """Both on the baseline of the larger type."""
    baseline = top - max(line.fitted.size for line in row)
    for line, centre in zip(row, centres, strict=True):
        canvas.setFont(line.fitted.font, line.fitted.size)
        for index, text in enumerate(line.fitted.lines):
            canvas.drawCentredString(centre, baseline - index * line.fitted.size * _LINE, text)


def _draw_block(canvas: Canvas, block: list[_PlacedLine], centre: float, top: float) -> None:
    for line in block:
        fitted = line.fitted
        canvas.setFont(fitted.font, fitted.size)
        for text in fitted.lines:
            top -= fitted.size * _LINE
            canvas.drawCentredString(centre, top + fitted.size * (_LINE - 1), text)
        if line.rule:
            _draw_rule(canvas, fitted, line.rule, centre, top + fitted.size * (_LINE - 1) - _RULE_DROP)
            top -= _RULE_ROOM


def _draw_rule(canvas: Canvas, fitted: FittedText, share: float, centre: float, height: float) -> None:
    length = max(stringWidth(text, fitted.font, fitted.size) for text in fitted.lines) * share
    canvas.setLineWidth(0.75)
    canvas.line(centre - length / 2, height, centre + length / 2, height)
