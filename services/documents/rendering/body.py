"""The running text of a paper."""

from __future__ import annotations

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from services.documents.rendering.fonts import REGULAR
from services.documents.rendering.profile import FormatProfile


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
