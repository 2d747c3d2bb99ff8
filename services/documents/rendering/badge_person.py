"""Who a badge is for: name, post, unit and seat, each as large as the others allow."""

from __future__ import annotations

from reportlab.lib.units import mm

from services.documents.rendering.badge_layout import BadgeLayout
from services.documents.rendering.fitting import FittedText, fit
from services.documents.rendering.fonts import BOLD, REGULAR
from services.documents.rendering.papers import BadgePaper
from services.documents.rendering.text import printable

# Shares of the height for the name: the first at which nothing below it must be cut.
_NAME_SHARES = (0.6, 0.5, 0.4)


def person_blocks(badge: BadgePaper, layout: BadgeLayout) -> list[FittedText]:
    """The blocks from top to bottom; together they are never higher than the person box."""
    blocks: list[FittedText] = []
    for share in _NAME_SHARES:
        blocks = _blocks(badge, layout, share)
        if not any(block.cut for block in blocks):
            break
    return blocks


def _blocks(badge: BadgePaper, layout: BadgeLayout, name_share: float) -> list[FittedText]:
    box = layout.person
    width, height = box.width * mm, box.height * mm
    name = fit(printable(badge.full_name), BOLD, width, height * name_share, box.largest, box.smallest)
    seat = _seat(badge, layout, width)
    details = _details(badge, layout, width, height - name.height - sum(block.height for block in seat))
    return [name, *details, *seat]


def _seat(badge: BadgePaper, layout: BadgeLayout, width: float) -> list[FittedText]:
    if not badge.seat:
        return []
    size = layout.seat_size
    return [fit(f"Ghế {printable(badge.seat)}", REGULAR, width, size * 1.2, size, size * 0.6)]


def _details(badge: BadgePaper, layout: BadgeLayout, width: float, height: float) -> list[FittedText]:
    """Post and unit; what one leaves of its half, the other may use."""
    post, unit = printable(badge.post or ""), printable(badge.unit_name or "")
    if not (post and unit):
        return [
            fit(text, font, width, height, *layout.detail_sizes)
            for text, font in ((post, REGULAR), (unit, BOLD))
            if text
        ]
    first = fit(post, REGULAR, width, height / 2, *layout.detail_sizes)
    second = fit(unit, BOLD, width, height - first.height, *layout.detail_sizes)
    return [fit(post, REGULAR, width, height - second.height, *layout.detail_sizes), second]
