"""The lines of a PDF's page, with their place, type and size."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from services.documents.form_check.facts import Form
from services.documents.form_check.pdf.boxes import Box

_LAST_ASCII = 0x7F
_LAST_CONTROL = 0x20
_NO_LETTERS = {0x7F, 0xA0, 0xAD}
_FIRST_SURROGATE = 0xD800
_UNSEEN = 3
"""The render mode of text that is not painted: words recognised in a scan."""
_GAP = 0.15
"""Of the size: the narrowest space of justified lines is wider."""
_ONE_LINE = 0.35
"""Of the size: raised figures stand on the same line."""
_LONGEST_NAME = 256


@dataclass
class Line:
    """A line of a page as it is shown, points from the lower left corner."""

    text: str = ""
    left: float = math.inf
    bottom: float = math.inf
    right: float = -math.inf
    top: float = -math.inf
    forms: Counter[Form] = field(default_factory=Counter)
    accented: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    bold: int = 0
    unseen: int = 0

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return self.forms.most_common(1)[0][0][1] if self.forms else 0.0

    def take(self, letter: _Letter) -> None:
        """Another letter at its right end; a gap is a space, whether the file holds one or not."""
        face = letter.face
        if letter.left - self.right > face.size * _GAP:
            self.text += " "
        self.text += letter.text
        self.left, self.right = min(self.left, letter.left), max(self.right, letter.right)
        self.bottom, self.top = min(self.bottom, letter.bottom), max(self.top, letter.top)
        self.forms[face.font, face.size] += 1
        (self.plain if ord(letter.text) <= _LAST_ASCII else self.accented)[face.font] += 1
        self.bold += face.bold
        self.unseen += face.unseen


@dataclass(frozen=True)
class _Face:
    font: str
    size: float
    bold: bool
    unseen: bool


@dataclass(frozen=True)
class _Letter:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    """Where it stands: the line's height without what letters reach above and below."""
    face: _Face


def lines_of(text_page: Any, box: Box, most: int) -> list[Line]:
    """The lines from above, of the first `most` letters of a page.

    Files draw letters in any order (those that a font lacks last, say), so they are put in order by where they stand.
    """
    letters = sorted(_letters(text_page, box, most), key=lambda letter: -letter.base)
    lines: list[list[_Letter]] = []
    for letter in letters:
        if lines and lines[-1][0].base - letter.base < letter.face.size * _ONE_LINE:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [_line(each) for each in lines]


def _line(letters: list[_Letter]) -> Line:
    line = Line()
    for letter in sorted(letters, key=lambda each: each.left):
        line.take(letter)
    line.text = unicodedata.normalize("NFC", line.text.strip())
    return line


def _letters(text_page: Any, box: Box, most: int) -> Iterator[_Letter]:
    rectangle, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at, at_x, at_y = ctypes.byref(rectangle), ctypes.byref(x), ctypes.byref(y)
    faces: dict[int, _Face] = {}
    for place in range(min(pdfium.FPDFText_CountChars(text_page), most)):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if code <= _LAST_CONTROL or code in _NO_LETTERS or not code < _FIRST_SURROGATE:
            continue
        face = _face(text_page, place, faces, box.unit)
        if face is None or not face.size:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, place, at)
        pdfium.FPDFText_GetCharOrigin(text_page, place, at_x, at_y)
        left, bottom, right, top = box.shown(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        base = box.shown(x.value, y.value, x.value, y.value)[1]
        yield _Letter(chr(code), left, bottom, right, top, base, face)


def _face(text_page: Any, place: int, faces: dict[int, _Face], unit: float) -> _Face | None:
    drawn = pdfium.FPDFText_GetTextObject(text_page, place)
    if not drawn:
        return None
    address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
    if address not in faces:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text_page, place, ctypes.byref(matrix))
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(drawn, ctypes.byref(size))
        font = pdfium.FPDFTextObj_GetFont(drawn)
        name = _name(font)
        scaled = size.value * math.hypot(matrix.c, matrix.d) * unit
        unseen = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _UNSEEN
        faces[address] = _Face(name, _half(scaled), "bold" in name.lower(), unseen)
    return faces[address]


def _half(size: float) -> float:
    """To half points where programs have only rounded."""
    half = round(size * 2) / 2
    return half if abs(half - size) < 0.2 else round(size, 1)


def _name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME) if font else 0
    return buffer.value.decode("utf-8", "replace") if length else ""
