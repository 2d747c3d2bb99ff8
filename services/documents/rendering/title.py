"""What a paper is called: its kind in capitals, what it is about, and the mark under it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus.flowables import HRFlowable

from services.documents.rendering.fonts import BOLD
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.text import printable


def title_block(title: str, abstract: str, profile: FormatProfile) -> list[Flowable]:
    """`GIẤY MỜI`, beneath it `Dự Hội nghị …`, and what the profile draws under that."""
    heading = ParagraphStyle("title", fontName=BOLD, fontSize=profile.title_size, leading=20, alignment=TA_CENTER)
    about = ParagraphStyle(
        "abstract",
        heading,
        fontSize=profile.abstract_size,
        leading=profile.abstract_size * 1.25,
        leftIndent=36,
        rightIndent=36,
    )
    lines: list[Flowable] = [
        Spacer(1, 22),
        Paragraph(escape(printable(title)), heading),
        Paragraph(escape(printable(abstract)), about),
    ]
    if profile.abstract_mark:
        return [*lines, Paragraph(profile.abstract_mark, about), Spacer(1, 10)]
    return [*lines, HRFlowable(width="25%", thickness=0.75, color="black", spaceBefore=4, spaceAfter=14)]
