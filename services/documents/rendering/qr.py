"""QR codes as vector shapes: one path of merged runs, sharp at any resolution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas

from services.documents.rendering.pass_symbol import SIDE, fits_a_pass, pass_modules

QUIET_MODULES = 4
"""White modules that a reader needs on every side (ISO/IEC 18004)."""

_DARK_RUN = re.compile("1+")


class TextTooLongForCode(ValueError):
    """No QR code of any version holds this text."""


@dataclass(frozen=True)
class Symbol:
    """A QR code without its quiet zone: `size` modules a side, dark runs as PDF rectangles in modules."""

    size: int
    path: str


def symbol_of(text: str) -> Symbol:
    """The QR code of a text at level M: of fixed version and mask for a pass, else as small as it can be.

    Raises `TextTooLongForCode`.
    """
    if fits_a_pass(text):
        return Symbol(SIDE, _path(pass_modules(text), SIDE))
    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise TextTooLongForCode("the text does not fit into any QR code") from error
    modules = "".join("1" if module else "0" for row in code.modules for module in row)
    return Symbol(code.modules_count, _path(modules, code.modules_count))


def _path(modules: str, size: int) -> str:
    rectangles = []
    for row in range(size):
        for run in _DARK_RUN.finditer(modules[row * size : (row + 1) * size]):
            start, end = run.span()
            rectangles.append(f"{start} {row} {end - start} 1 re")
    return " ".join(rectangles)


def draw_symbol(canvas: Canvas, symbol: Symbol, left: float, bottom: float, side: float) -> None:
    """Draw in black with the lower left corner at `left`, `bottom`; `side` is without the quiet zone. Points.

    All runs are one path filled once, so that viewers show no hairlines between rows.
    """
    module = side / symbol.size
    canvas.addLiteral(f"q {module:.4f} 0 0 {-module:.4f} {left:.3f} {bottom + side:.3f} cm 0 g {symbol.path} f Q")
