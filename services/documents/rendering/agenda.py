"""Chương trình: when, what, and who does it, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable, Spacer

from services.documents.rendering.body import note
from services.documents.rendering.fonts import ensure_fonts
from services.documents.rendering.heading import HeadingBlocks
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import foot, signature
from services.documents.rendering.signed_table import SignedTable
from services.documents.rendering.table import Cell, Column, RuledTable, table
from services.documents.rendering.title import title_block
from services.documents.rendering.words import day_in_words, weekday_words

COLUMNS = (Column("Thời gian", 33, "centre"), Column("Nội dung", 82), Column("Người thực hiện", 50))
ROW_HEIGHT = 9.0


@dataclass(frozen=True)
class AgendaLine:
    """One item. Without a speaker its last cell stays empty."""

    starts_at: datetime
    ends_at: datetime
    title: str
    speaker: str | None


@dataclass(frozen=True)
class AgendaPaper:
    """The agenda of a conference as it is printed."""

    conference: Conference
    lines: Sequence[AgendaLine]
    day: date | None = None
    """When it was published; None stays dots."""
    signer_name: str | None = None
    is_draft: bool = False


def render_agenda(paper: AgendaPaper, profile: FormatProfile) -> RenderedPaper:
    """The agenda as a file, the table's head on every page. A draft says so under its title. Raises `FontsMissing`."""
    ensure_fonts()
    form = PageForm(profile)
    title = f"Chương trình {paper.conference.short_title}"
    return render_pages(_story(paper, form), form, title=title, author=paper.conference.host)


def _story(paper: AgendaPaper, form: PageForm) -> list[Flowable]:
    conference, profile = paper.conference, form.profile
    rows: list[list[Cell]] = [[_period(line, conference), line.title, line.speaker or ""] for line in paper.lines]
    signed = foot([], signature(conference, paper.signer_name, profile))
    title = "CHƯƠNG TRÌNH (DỰ THẢO)" if paper.is_draft else "CHƯƠNG TRÌNH"
    return [
        HeadingBlocks(conference, profile, "", paper.day),
        *title_block(title, conference.title, profile),
        *(note(text, profile) for text in _notes(conference)),
        Spacer(1, 8),
        SignedTable(table(RuledTable(COLUMNS, rows, row_height=ROW_HEIGHT), form.text_width), [Spacer(1, 14), signed]),
    ]


def _period(line: AgendaLine, conference: Conference) -> str:
    begins, ends = line.starts_at.astimezone(conference.zone), line.ends_at.astimezone(conference.zone)
    return f"{begins:%H:%M} – {ends:%H:%M}"


def _notes(conference: Conference) -> list[str]:
    day = conference.starts_at.astimezone(conference.zone)
    return [f"Thời gian: {weekday_words(day)}, {day_in_words(day)}", f"Địa điểm: {conference.where}"]
