"""Báo cáo tổng hợp: under each section of the outline what every unit says of it, and in an appendix who is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer

from services.documents.rendering.body import body_style, part_style
from services.documents.rendering.fonts import BOLD, ITALIC, ensure_fonts
from services.documents.rendering.heading import HeadingBlocks, number_line
from services.documents.rendering.pages import PageForm, render_pages
from services.documents.rendering.papers import Conference, RenderedPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import distribution, foot, signature
from services.documents.rendering.table import RuledTable, table
from services.documents.rendering.text import printable
from services.documents.rendering.title import CentredLines, title_block

KIND = "BC"
TITLE = "BÁO CÁO TỔNG HỢP"
NONE = "Không có."
_HEAD_WITH_TEXT = 30 * mm


@dataclass(frozen=True)
class DigestEntry:
    """What one unit says of a section, in its own words; `remark` is ours."""

    unit: str
    lines: Sequence[str]
    remark: str = ""


@dataclass(frozen=True)
class DigestSection:
    """A section of the outline; `depth` 0 is the outermost. `remark`: which units have nothing here."""

    title: str
    depth: int
    entries: Sequence[DigestEntry] = ()
    remark: str = ""


@dataclass(frozen=True)
class DigestList:
    """A part of the appendix: a table under its head, or a line that there is nothing."""

    title: str
    content: RuledTable


@dataclass(frozen=True)
class DigestPaper:
    """A digest as it is printed, and as it is written for Word: the same words in the same order."""

    conference: Conference
    about: str
    """What was reported: the title of the obligation."""
    opening: Sequence[str]
    sections: Sequence[DigestSection]
    appendix: Sequence[DigestList]
    signer_name: str | None = None

    @property
    def entries(self) -> int:
        """How often a unit stands in it."""
        return sum(len(section.entries) for section in self.sections)


def render_digest(
    paper: DigestPaper, profile: FormatProfile, drawn: Callable[[], None] = lambda: None
) -> RenderedPaper:
    """The digest as a file. `drawn` is called after each unit's text; what it raises ends the work.

    Raises `FontsMissing`.
    """
    ensure_fonts()
    form = PageForm(profile)
    title = f"Báo cáo tổng hợp: {paper.about}"
    return render_pages(list(_story(paper, form, drawn)), form, title=title, author=paper.conference.host)


def _story(paper: DigestPaper, form: PageForm, drawn: Callable[[], None]) -> Iterator[Flowable]:
    conference, profile = paper.conference, form.profile
    body = body_style(profile)
    yield HeadingBlocks(conference, profile, number_line(KIND, None, conference, profile), None)
    yield from title_block(TITLE, paper.about, profile)
    for text in paper.opening:
        yield Paragraph(escape(printable(text)), body)
    for section in paper.sections:
        yield from _section(section, profile, drawn)
    yield Spacer(1, 16)
    yield foot(distribution(receivers(profile), profile), signature(conference, paper.signer_name, profile))
    yield PageBreak()
    yield CentredLines("PHỤ LỤC", BOLD, profile.title_size)
    yield CentredLines("Tình hình nộp báo cáo", BOLD, profile.abstract_size)
    for part in paper.appendix:
        yield CondPageBreak(_HEAD_WITH_TEXT)
        yield Paragraph(escape(printable(part.title)), part_style(profile))
        yield table(part.content, form.text_width) if part.content.rows else Paragraph(NONE, body)


def receivers(profile: FormatProfile) -> tuple[str, ...]:
    """Nơi nhận."""
    return ("Chủ trì Hội nghị", profile.distribution_default[-1])


def _section(section: DigestSection, profile: FormatProfile, drawn: Callable[[], None]) -> Iterator[Flowable]:
    body = body_style(profile)
    head = ParagraphStyle("head", body, fontName=BOLD, spaceBefore=8, keepWithNext=1, alignment=0)
    unit = ParagraphStyle("unit", body, fontName=ITALIC, spaceBefore=4, keepWithNext=1, alignment=0)
    remark = ParagraphStyle("remark", body, fontName=ITALIC)
    title = printable(section.title)
    yield Paragraph(escape(title if section.depth else title.upper()), head)
    for entry in section.entries:
        yield Paragraph(f"<u>{escape(printable(entry.unit))}</u>", unit)
        for line in entry.lines:
            yield Paragraph(escape(printable(line)), body)
        if entry.remark:
            yield Paragraph(escape(printable(entry.remark)), remark)
        yield _Tick(drawn)
    if section.remark:
        yield Paragraph(escape(printable(section.remark)), remark)


class _Tick(Flowable):
    """Takes no room: tells that what stands before it is laid out."""

    def __init__(self, drawn: Callable[[], None]) -> None:
        super().__init__()
        self._drawn = drawn

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Nothing."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Not seen."""
        self._drawn()
