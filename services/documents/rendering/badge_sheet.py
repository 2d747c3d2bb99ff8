"""All badges of a conference in one file for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from services.documents.rendering.badge_face import BadgeFace
from services.documents.rendering.badge_layout import LAYOUTS, BadgeLayout
from services.documents.rendering.document import NothingToPrint, PaperCanvas, rendered
from services.documents.rendering.papers import BadgePaper, BadgeSize, RenderedPaper

MARK_GAP = 2 * mm
MARK_LENGTH = 5 * mm


@dataclass(frozen=True)
class SheetLayout:
    """How badges are laid on pages: `columns` × `rows` of one size, with crop marks or on a page each."""

    badge: BadgeLayout
    page: tuple[float, float]
    columns: int
    rows: int
    crop_marks: bool

    @property
    def corner(self) -> tuple[float, float]:
        """Lower left corner of the grid, which stands in the middle of the page. Points."""
        width, height = self.page
        used_width, used_height = self.columns * self.badge.width * mm, self.rows * self.badge.height * mm
        return (width - used_width) / 2, (height - used_height) / 2

    @property
    def places(self) -> list[tuple[float, float]]:
        """Lower left corners of the badges in reading order. Points."""
        left, bottom = self.corner
        return [
            (left + column * self.badge.width * mm, bottom + row * self.badge.height * mm)
            for row in reversed(range(self.rows))
            for column in range(self.columns)
        ]


_CARD, _A6 = LAYOUTS[BadgeSize.CARD], LAYOUTS[BadgeSize.A6]

SHEETS = {
    BadgeSize.CARD: SheetLayout(_CARD, A4, columns=2, rows=5, crop_marks=True),
    BadgeSize.A6: SheetLayout(_A6, (_A6.width * mm, _A6.height * mm), columns=1, rows=1, crop_marks=False),
}


def render_badge_sheet(badges: Iterable[BadgePaper], size: BadgeSize) -> RenderedPaper:
    """Ten cards on each A4 page with crop marks, or an A6 badge on each page, in the order given.

    Badges are taken one by one, so a query may be passed as it runs. Fonts are embedded once.
    Raises `NothingToPrint`, `FontsMissing`, `TextTooLongForCode`.
    """
    remaining = iter(badges)
    first = next(remaining, None)
    if first is None:
        raise NothingToPrint("there is no badge to print")
    sheet, buffer = SHEETS[size], BytesIO()
    canvas = PaperCanvas(buffer, pagesize=sheet.page)
    canvas.describe(f"Thẻ đại biểu {first.conference.short_title}", first.conference.host)
    pages = _draw_pages(canvas, sheet, chain([first], remaining))
    canvas.save()
    return rendered(buffer, pages)


def _draw_pages(canvas: PaperCanvas, sheet: SheetLayout, badges: Iterator[BadgePaper]) -> int:
    face, places, pages = BadgeFace(canvas, sheet.badge), sheet.places, 0
    while batch := list(islice(badges, len(places))):
        for badge, place in zip(batch, places, strict=False):
            canvas.saveState()
            canvas.translate(*place)
            face.draw(badge)
            canvas.restoreState()
        if sheet.crop_marks:
            _draw_crop_marks(canvas, sheet)
        canvas.showPage()
        pages += 1
    return pages


def _draw_crop_marks(canvas: PaperCanvas, sheet: SheetLayout) -> None:
    """Short lines outside the grid at every cut, so that no mark remains on a badge."""
    left, bottom = sheet.corner
    width, height = sheet.badge.width * mm, sheet.badge.height * mm
    right, top = left + sheet.columns * width, bottom + sheet.rows * height
    near, far = MARK_GAP, MARK_GAP + MARK_LENGTH
    canvas.setLineWidth(0.3)
    for column in range(sheet.columns + 1):
        x = left + column * width
        canvas.lines([(x, bottom - near, x, bottom - far), (x, top + near, x, top + far)])
    for row in range(sheet.rows + 1):
        y = bottom + row * height
        canvas.lines([(left - near, y, left - far, y), (right + near, y, right + far, y)])
