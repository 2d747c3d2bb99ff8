"""Sơ đồ chỗ ngồi: the hall as one looks at the platform, a name on every seat, on one sheet on its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from services.documents.rendering.fitting import FittedText, draw_fitted, fit
from services.documents.rendering.fonts import BOLD, ITALIC, REGULAR, ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.text import printable

Sheet = Literal["a3", "a4"]
SHEETS: dict[Sheet, tuple[float, float]] = {"a3": A3, "a4": A4}

# By the order of the categories, again from the start after the last: light, so that names stand out in black and
# white, too.
TINTS = ("#F9DDE0", "#FBEBCD", "#DDECFA", "#DDF2E2", "#ECE3F7", "#FAF3CC", "#D5EFEE", "#FAE1EF")

_GAP = 0.6 * mm
_AISLE = 5 * mm
_ROW_NAME = 7 * mm
_STAGE = 8 * mm
_TALLEST_ROW = 15 * mm
_LEGEND_LINE = 5.2 * mm
_NUMBER_SIZE = 5.0
_LEGIBLE = 6.0
"""A full name that would be smaller is written with initials."""
_SMALLEST = 4.0


@dataclass(frozen=True)
class PrintedSeat:
    """A seat: its number in the row, whether it may be used, who sits there, and the place of their category."""

    number: str
    usable: bool = True
    full_name: str = ""
    category: int | None = None


@dataclass(frozen=True)
class PrintedRow:
    """A row, its seats by block; a reserved one is framed more strongly."""

    name: str
    blocks: Sequence[Sequence[PrintedSeat]]
    reserved: bool = False


@dataclass(frozen=True)
class SeatingPaper:
    """The published seating. `platform` is the row on the platform; `categories` are the legend, by rank."""

    conference: Conference
    published_on: date
    platform: PrintedRow | None
    rows: Sequence[PrintedRow]
    categories: Sequence[str]


def render_seating_plan(paper: SeatingPaper, profile: FormatProfile, sheet: Sheet) -> RenderedPaper:
    """The plan on one page. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile, on_its_side=True, sheet=SHEETS[sheet])
    title = f"Sơ đồ chỗ ngồi {paper.conference.short_title}"
    return render_pages(_story(paper, form), form, title=title, author=paper.conference.host)


def _story(paper: SeatingPaper, form: PageForm) -> list[Flowable]:
    profile = form.profile
    title = ParagraphStyle("title", fontName=BOLD, fontSize=profile.title_size, leading=19, alignment=TA_CENTER)
    about = ParagraphStyle("about", title, fontName=ITALIC, fontSize=profile.distribution_size, leading=15)
    where = f"{paper.conference.occasion} · {paper.conference.hall}"
    return [
        HeadingBlocks(paper.conference, profile, "", paper.published_on),
        Spacer(1, 4),
        Paragraph("SƠ ĐỒ CHỖ NGỒI", title),
        Paragraph(escape(printable(where)), about),
        Spacer(1, 6),
        _Hall(paper),
    ]


class _Hall(Flowable):
    """Fills what is left of the page: the platform above, the rows beneath, the legend below."""

    def __init__(self, paper: SeatingPaper) -> None:
        super().__init__()
        self._paper = paper

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """All of it: the hall is drawn as large as the page allows."""
        self.width, self.height = available_width, available_height - 1
        return self.width, self.height

    def draw(self) -> None:
        """From the platform down."""
        legend = self._legend_lines()
        rows = len(self._paper.rows) + (1 if self._paper.platform else 0)
        room = self.height - _STAGE - len(legend) * _LEGEND_LINE - 2 * mm
        row_height = min(room / max(rows, 1), _TALLEST_ROW)
        top = self._draw_stage(self.height)
        if self._paper.platform is not None:
            top = self._draw_row(self._paper.platform, top, row_height, centred=True)
        for row in self._paper.rows:
            top = self._draw_row(row, top, row_height)
        self._draw_legend(legend, top - 2 * mm)

    @property
    def _widths(self) -> list[int]:
        """The most seats of each block: aisles run straight through the hall."""
        count = max((len(row.blocks) for row in self._paper.rows), default=1)
        return [
            max((len(row.blocks[block]) for row in self._paper.rows if block < len(row.blocks)), default=0)
            for block in range(count)
        ]

    @property
    def _seat_width(self) -> float:
        aisles = (len(self._widths) - 1) * _AISLE
        on_platform = 0 if self._paper.platform is None else sum(map(len, self._paper.platform.blocks))
        return (self.width - 2 * _ROW_NAME - aisles) / max(sum(self._widths), on_platform, 1)

    def _draw_stage(self, top: float) -> float:
        self.canv.setFillColor(HexColor("#EDEAE4"))
        self.canv.rect(self.width * 0.25, top - _STAGE + 2 * mm, self.width * 0.5, _STAGE - 2 * mm, stroke=0, fill=1)
        self.canv.setFillColor(black)
        self.canv.setFont(BOLD, 10)
        self.canv.drawCentredString(self.width / 2, top - _STAGE + 4 * mm, "SÂN KHẤU")
        return top - _STAGE

    def _draw_row(self, row: PrintedRow, top: float, height: float, *, centred: bool = False) -> float:
        middle = top - height / 2 - 3
        self.canv.setFillColor(black)
        self.canv.setFont(BOLD, 9)
        if not centred:
            self.canv.drawCentredString(_ROW_NAME / 2, middle, row.name)
            self.canv.drawCentredString(self.width - _ROW_NAME / 2, middle, row.name)
        left = (self.width - sum(map(len, row.blocks)) * self._seat_width) / 2 if centred else _ROW_NAME
        widths = [len(block) for block in row.blocks] if centred else self._widths
        for block, seats in zip(row.blocks, widths, strict=False):
            start = left + (seats - len(block)) * self._seat_width / 2
            for place, seat in enumerate(block):
                self._draw_seat(seat, start + place * self._seat_width, top, height, reserved=row.reserved)
            left += seats * self._seat_width + _AISLE
        return top - height

    def _draw_seat(self, seat: PrintedSeat, left: float, top: float, height: float, *, reserved: bool) -> None:
        width, tall = self._seat_width - _GAP, height - _GAP
        if not seat.usable:
            return
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.9 if reserved else 0.4)
        self.canv.setFillColor(_tint(seat.category))
        self.canv.rect(left, top - tall, width, tall, fill=1)
        self.canv.setFillColor(black)
        self.canv.setFont(REGULAR, _NUMBER_SIZE)
        self.canv.drawCentredString(left + width / 2, top - _NUMBER_SIZE - 0.5, seat.number)
        name = seat_name(seat.full_name, width - 1.5, tall - _NUMBER_SIZE - 1.5)
        room = tall - _NUMBER_SIZE - 1 - name.height
        draw_fitted(self.canv, name, left, top - _NUMBER_SIZE - 0.5 - max(room, 0) / 2, width, "centre")

    def _legend_lines(self) -> list[list[tuple[int, str]]]:
        """The categories, as many to a line as fit."""
        lines: list[list[tuple[int, str]]] = []
        used = self.width
        for place, name in enumerate(self._paper.categories):
            width = self.canv.stringWidth(printable(name), REGULAR, 8.5) + 12 * mm
            if used + width > self.width:
                lines.append([])
                used = 0.0
            lines[-1].append((place, name))
            used += width
        return lines

    def _draw_legend(self, lines: list[list[tuple[int, str]]], top: float) -> None:
        for line in lines:
            top, left = top - _LEGEND_LINE, 0.0
            for place, name in line:
                self.canv.setFillColor(_tint(place))
                self.canv.setLineWidth(0.4)
                self.canv.rect(left, top, 4 * mm, 3 * mm, fill=1)
                self.canv.setFillColor(black)
                self.canv.setFont(REGULAR, 8.5)
                self.canv.drawString(left + 5.5 * mm, top + 0.4 * mm, printable(name))
                left += self.canv.stringWidth(printable(name), REGULAR, 8.5) + 12 * mm


def seat_name(full_name: str, width: float, height: float) -> FittedText:
    """The whole name where it can be read, else the given name with the initials of the others: `N.T. Ánh`."""
    name = printable(full_name)
    whole = fit(name, REGULAR, width, height, 9, _SMALLEST)
    if not name or (whole.size >= _LEGIBLE and not whole.cut):
        return whole
    *before, given = name.split(" ")
    short = f"{''.join(f'{word[0]}.' for word in before if word)} {given}".strip()
    shortened = fit(short, REGULAR, width, height, 9, _SMALLEST)
    return shortened if shortened.size > whole.size or whole.cut else whole


def _tint(category: int | None) -> Color:
    return white if category is None else HexColor(TINTS[category % len(TINTS)])
