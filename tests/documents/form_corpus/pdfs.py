"""PDFs as programs write them: by reportlab, then turned, cut and locked by pypdf; scans as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from textwrap import wrap

from PIL import Image, ImageDraw
from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Image as Picture

from chassis.vietnamese import without_accents
from services.documents.rendering.fonts import BOLD, REGULAR, ensure_fonts
from tests.documents.form_corpus.report_text import Line, blank_picture, report

BREAK = Line("break", "")


def printed(
    lines: Sequence[Line],
    *,
    paper: tuple[float, float] = A4,
    size: float = 15,
    left: float = 30,
    right: float = 15,
    top: float = 20,
    helvetica: bool = False,
) -> bytes:
    """The report as a word processor prints it, with page numbers above the text."""
    ensure_fonts()
    regular, bold = ("Helvetica", "Helvetica-Bold") if helvetica else (REGULAR, BOLD)
    told: Callable[[str], str] = without_accents if helvetica else str
    text = ParagraphStyle(
        "text", fontName=regular, fontSize=size, leading=20, firstLineIndent=28, alignment=TA_JUSTIFY, spaceAfter=6
    )
    heading = ParagraphStyle("heading", parent=text, fontName=bold)
    title = ParagraphStyle("title", parent=heading, alignment=TA_CENTER, firstLineIndent=0)
    styles = {"text": text, "title": title}
    made = io.BytesIO()
    frame = SimpleDocTemplate(
        made,
        pagesize=paper,
        # reportlab's frames have 6 points of padding of their own.
        leftMargin=left * mm - 6,
        rightMargin=right * mm - 6,
        topMargin=top * mm - 6,
        bottomMargin=20 * mm - 6,
    )
    story: list[Flowable] = [
        PageBreak()
        if line is BREAK
        else Picture(blank_picture(), 30 * mm, 40 * mm)
        if line.kind == "picture"
        else Paragraph(told(line.written), styles.get(line.kind, heading))
        for line in lines
    ]
    frame.build(story, onLaterPages=_page_number)
    return made.getvalue()


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(REGULAR, 14)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(document.page))


@lru_cache(maxsize=1)
def good_pdf() -> bytes:
    return printed(report(paragraphs=6))


def changed(content: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def turned(writer: PdfWriter) -> None:
    """Every page drawn sideways and turned back: what some printers' drivers make."""
    for page in writer.pages:
        page.add_transformation(Transformation().rotate(90).translate(tx=float(page.mediabox.height), ty=0))
        page.mediabox = RectangleObject((0, 0, A4[1], A4[0]))
        page.cropbox = page.mediabox
        page.rotate(90)


def cropped(writer: PdfWriter) -> None:
    """A larger sheet of which A4 is seen."""
    for page in writer.pages:
        page.mediabox = RectangleObject((-50, -50, A4[0] + 50, A4[1] + 50))
        page.cropbox = RectangleObject((0, 0, *A4))


def third_page_letter(writer: PdfWriter) -> None:
    writer.pages[2].mediabox = RectangleObject((0, 0, 612, 792))
    writer.pages[2].cropbox = writer.pages[2].mediabox


def in_other_units(writer: PdfWriter) -> None:
    """Half the size in units of two points."""
    from pypdf.generic import FloatObject, NameObject

    for page in writer.pages:
        page.scale_by(0.5)
        page[NameObject("/UserUnit")] = FloatObject(2.0)


def locked_against_changes(writer: PdfWriter) -> None:
    writer.encrypt(user_password="", owner_password="chủ", algorithm="AES-256")


def locked(writer: PdfWriter) -> None:
    writer.encrypt(user_password="bí mật", algorithm="AES-256")


@lru_cache(maxsize=1)
def _picture() -> ImageReader:
    image = Image.new("L", (620, 877), 255)
    draw = ImageDraw.Draw(image)
    for row in range(60, 800, 24):
        draw.line((60, row, 560, row), fill=90, width=3)
    return ImageReader(image)


def scan(*, pages: int = 10, words: Sequence[Line] = ()) -> bytes:
    """Pictures of pages; with words, what a machine recognised lies unseen behind them."""
    ensure_fonts()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    share = -(-len(words) // pages)
    for page in range(pages):
        canvas.drawImage(_picture(), 0, 0, *A4)
        _write_unseen(canvas, words[page * share : (page + 1) * share])
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _write_unseen(canvas: Canvas, words: Sequence[Line]) -> None:
    text = canvas.beginText(0, A4[1] - 30 * mm)
    text.setFont(REGULAR, 9)
    text.setTextRenderMode(3)
    for line in words:
        for number, part in enumerate(wrap(line.written, 100)):
            text.setXPos((40 if number == 0 else 30) * mm - text.getX())
            text.textLine(part)
    canvas.drawText(text)
