"""The running text of a paper."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from services.documents.rendering.fonts import BOLD, ITALIC, REGULAR
from services.documents.rendering.pages import PageForm
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.text import DOTS, NO_BREAK, printable


def body_style(profile: FormatProfile) -> ParagraphStyle:
    """Justified, first lines set in, as the profile says."""
    return ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=profile.body_size,
        leading=profile.body_leading,
        alignment=TA_JUSTIFY,
        firstLineIndent=profile.first_indent * mm,
        spaceAfter=profile.paragraph_gap,
        splitLongWords=1,
    )


def part_style(profile: FormatProfile) -> ParagraphStyle:
    """The head of a part of the body."""
    return ParagraphStyle("part", body_style(profile), fontName=BOLD, firstLineIndent=0, spaceBefore=10)


def note(text: str, profile: FormatProfile) -> Paragraph:
    """In italics, in the middle: when, where, as of which time, how many."""
    size = profile.distribution_size + 1
    style = ParagraphStyle("note", fontName=ITALIC, fontSize=size, leading=size * 1.35, alignment=TA_CENTER)
    return Paragraph(escape(printable(text)), style)


def labelled(label: str, value: str | None, form: PageForm, *, bold_value: bool = False) -> Paragraph:
    """`**Địa điểm:** Hội trường tầng 5`; where nothing is known, dots to the end of the line.

    Not justified: a long address on the next line does not tear this one apart.
    """
    style = ParagraphStyle("labelled", body_style(form.profile), alignment=TA_LEFT)
    written = printable(value or "")
    name = escape(label.replace(" ", NO_BREAK))
    if not written:
        return Paragraph(f"<b>{name}</b> {_dots_after(label, form)}", style)
    text = escape(written)
    return Paragraph(f"{name} <b>{text}</b>" if bold_value else f"<b>{name}</b> {text}", style)


def _dots_after(label: str, form: PageForm) -> str:
    size = form.profile.body_size
    room = form.text_width - form.profile.first_indent * mm - stringWidth(f"{label} ", BOLD, size)
    return DOTS * int(room / stringWidth(DOTS, REGULAR, size))
