"""Danh sách: people under each other with a place to sign, to be ticked or to be called from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, Spacer

from services.documents.rendering.body import note
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import maker_and_signature
from services.documents.rendering.signed_table import SignedTable
from services.documents.rendering.table import Cell, Column, Heading, Row, RuledTable, table
from services.documents.rendering.title import title_block


@dataclass(frozen=True)
class ListPaper:
    """A list as it is printed or saved as a workbook: the same columns, rows and words."""

    conference: Conference
    title: str
    """`DANH SÁCH KÝ NHẬN`."""
    about: str
    """What the list is of, below the title."""
    notes: Sequence[str]
    """In italics before the table: when, where, as of which time."""
    columns: Sequence[Column]
    rows: Sequence[Row]
    closing: str
    """Under the table: how many they are."""
    day: date | None = None
    """The date of the list; None stays dots."""
    signer_name: str | None = None
    blank_rows: int = 0
    """Numbered rows after the last, to be filled in by hand."""
    row_height: float = 0.0
    """Millimetres at least: room for a signature."""
    on_its_side: bool = False

    @property
    def all_rows(self) -> list[Row]:
        """The rows with the blank ones, whose first cell goes on counting."""
        nothing: list[Cell] = [""] * (len(self.columns) - 1)
        first = sum(not isinstance(row, Heading) for row in self.rows) + 1
        blank: list[list[Cell]] = [[number, *nothing] for number in range(first, first + self.blank_rows)]
        return [*self.rows, *blank]


def render_list(paper: ListPaper, profile: FormatProfile) -> RenderedPaper:
    """The list as a file: heading, title, table with its head on every page, who drew it up and who signs.

    Raises `FontsMissing`.
    """
    ensure_fonts()
    form = PageForm(profile, on_its_side=paper.on_its_side)
    title = f"{paper.title.capitalize()} {paper.conference.short_title}"
    return render_pages(_story(paper, form), form, title=title, author=paper.conference.host)


def _story(paper: ListPaper, form: PageForm) -> list[Flowable]:
    profile = form.profile
    content = RuledTable(paper.columns, paper.all_rows, row_height=paper.row_height)
    signed = maker_and_signature(paper.conference, paper.signer_name, profile)
    return [
        HeadingBlocks(paper.conference, profile, "", paper.day),
        *title_block(paper.title, paper.about, profile),
        *(note(text, profile) for text in paper.notes),
        Spacer(1, 8),
        SignedTable(
            table(content, form.text_width), [Spacer(1, 6), note(paper.closing, profile), Spacer(1, 10), signed]
        ),
    ]
