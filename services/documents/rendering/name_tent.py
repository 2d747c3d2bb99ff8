"""Biển tên: a sheet of A4 on its side, folded along the middle, with the name on both faces.

┌──────────────┐
│   upside down│   the face that is seen from the hall
├ ─ ─ fold ─ ─ ┤
│   upright    │   the face that its owner sees
└──────────────┘
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from services.documents.rendering.document import NothingToPrint, PaperCanvas, rendered
from services.documents.rendering.fitting import FittedText, draw_fitted, fit
from services.documents.rendering.fonts import BOLD, REGULAR
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.text import printable

WIDTH, HEIGHT = landscape(A4)
FACE = HEIGHT / 2
MARGIN = 14 * mm

_NAME_HEIGHT = 0.62
_NAME_SIZES = (88.0, 28.0)
_ABOUT_SIZES = (30.0, 14.0)
_GAP = 3 * mm
_FOLD_MARK = 8 * mm
_INK = HexColor("#1A1A1A")


@dataclass(frozen=True)
class NameTent:
    """Whose it is. What is below the name may be missing."""

    full_name: str
    about: str | None = None
    """Post, unit, or both."""


def render_name_tents(conference: Conference, tents: Iterable[NameTent]) -> RenderedPaper:
    """A page for each, in the order given. Raises `NothingToPrint`, `FontsMissing`."""
    buffer, pages = BytesIO(), 0
    canvas = PaperCanvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.describe(f"Biển tên {conference.short_title}", conference.host)
    for tent in tents:
        _draw(canvas, tent)
        canvas.showPage()
        pages += 1
    if not pages:
        raise NothingToPrint("there is no name tent to print")
    canvas.save()
    return rendered(buffer, pages)


def _draw(canvas: PaperCanvas, tent: NameTent) -> None:
    blocks = _blocks(tent)
    canvas.setFillColor(_INK)
    _draw_face(canvas, blocks)
    canvas.saveState()
    canvas.translate(WIDTH, HEIGHT)
    canvas.rotate(180)
    _draw_face(canvas, blocks)
    canvas.restoreState()
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 3)
    canvas.line(0, FACE, _FOLD_MARK, FACE)
    canvas.line(WIDTH - _FOLD_MARK, FACE, WIDTH, FACE)


def _blocks(tent: NameTent) -> list[FittedText]:
    """The name as large as it goes, and under it what remains of the face."""
    width, height = WIDTH - 2 * MARGIN, FACE - 2 * MARGIN
    name = fit(printable(tent.full_name), BOLD, width, height * _NAME_HEIGHT, *_NAME_SIZES)
    about = printable(tent.about or "")
    if not about:
        return [name]
    return [name, fit(about, REGULAR, width, height - name.height - _GAP, *_ABOUT_SIZES)]


def _draw_face(canvas: PaperCanvas, blocks: list[FittedText]) -> None:
    """The blocks in the middle of the lower half of the page."""
    used = sum(block.height for block in blocks) + _GAP * (len(blocks) - 1)
    top = (FACE + used) / 2
    for block in blocks:
        top = draw_fitted(canvas, block, MARGIN, top, WIDTH - 2 * MARGIN, "centre") - _GAP
