"""Thẻ đại biểu: name, post, unit, the pass as QR and its short code. Never a phone."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm

from services.documents.rendering.badge_face import BadgeFace
from services.documents.rendering.badge_layout import LAYOUTS
from services.documents.rendering.document import PaperCanvas, rendered
from services.documents.rendering.papers import BadgePaper, BadgeSize, RenderedPaper


def render_badge(badge: BadgePaper, size: BadgeSize) -> RenderedPaper:
    """One badge on a page of its own size. Raises `FontsMissing`, `TextTooLongForCode`."""
    layout = LAYOUTS[size]
    buffer = BytesIO()
    canvas = PaperCanvas(buffer, pagesize=(layout.width * mm, layout.height * mm))
    canvas.describe(f"Thẻ đại biểu {badge.conference.short_title}", badge.conference.host)
    BadgeFace(canvas, layout).draw(badge)
    canvas.showPage()
    canvas.save()
    return rendered(buffer, 1)
