"""A paper that flows over pages: margins of the profile, page numbers from its second page on.

Many papers may follow each other in one file: each begins on a page of its own and counts its own pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from services.documents.rendering.document import NothingToPrint, PaperCanvas, rendered
from services.documents.rendering.fonts import REGULAR
from services.documents.rendering.papers import RenderedPaper
from services.documents.rendering.profile import FormatProfile


@dataclass(frozen=True)
class PageForm:
    """The paper that is written on: a sheet (A4) in a profile's margins, upright or on its side."""

    profile: FormatProfile
    on_its_side: bool = False
    sheet: tuple[float, float] = A4

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return landscape(self.sheet) if self.on_its_side else self.sheet

    @property
    def text_width(self) -> float:
        """Between the margins, in points."""
        return self.size[0] - (self.profile.margins.left + self.profile.margins.right) * mm


def render_pages(story: list[Flowable], form: PageForm, *, title: str, author: str) -> RenderedPaper:
    """The paper as a file; what does not fit on one page goes on to the next. Raises `FontsMissing`."""
    return render_series([story], form, title=title, author=author)


def render_series(stories: Iterable[list[Flowable]], form: PageForm, *, title: str, author: str) -> RenderedPaper:
    """Papers of one form after each other in one file, with their type in it once.

    Raises `NothingToPrint`, `FontsMissing`.
    """
    buffer = BytesIO()
    document = _document(buffer, form)

    def canvas_of(filename: Any, **options: Any) -> PaperCanvas:
        canvas = PaperCanvas(filename, **options)
        canvas.describe(title, author)
        return canvas

    flowables = [part for story in stories for part in (PageBreak(), _Beginning(document), *story)][1:]
    if not flowables:
        raise NothingToPrint("there is no paper to print")
    document.build(flowables, canvasmaker=canvas_of)
    return rendered(buffer, document.page)


class _SeriesDocument(BaseDocTemplate):
    """A file that knows on which of its pages the paper at hand began."""

    paper_began: int = 1


class _Beginning(Flowable):
    """Takes no room: from its page on, pages are counted anew."""

    def __init__(self, document: _SeriesDocument) -> None:
        super().__init__()
        self._document = document

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Nothing."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Not seen."""
        self._document.paper_began = self._document.page


def _document(buffer: BytesIO, form: PageForm) -> _SeriesDocument:
    margins, (width, height) = form.profile.margins, form.size
    frame = Frame(
        margins.left * mm,
        margins.bottom * mm,
        form.text_width,
        height - (margins.top + margins.bottom) * mm,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def number_page(canvas: Canvas, document: Any) -> None:
        number = document.page - document.paper_began + 1
        if number > 1:
            canvas.setFont(REGULAR, form.profile.page_number_size)
            canvas.drawCentredString(width / 2, height - margins.top / 2 * mm, str(number))

    # The canvas says what the file is about; the template would write its own words over it.
    pages = PageTemplate(frames=[frame], onPageEnd=number_page, pagesize=form.size)
    document = _SeriesDocument(buffer, pagesize=form.size, pageTemplates=[pages])
    document.title = document.author = document.subject = document.creator = document.producer = None
    return document
