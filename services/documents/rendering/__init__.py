"""Printed papers: dataclasses in, PDF bytes out. No database, no web, no clock: the same input gives the same bytes."""

from services.documents.rendering.badge import render_badge
from services.documents.rendering.badge_sheet import NothingToPrint, render_badge_sheet
from services.documents.rendering.fonts import FontsMissing
from services.documents.rendering.invitation import render_invitation
from services.documents.rendering.papers import BadgePaper, BadgeSize, Conference, InvitationPaper, RenderedPaper
from services.documents.rendering.profile import ND30, PARTY, FormatProfile, profile_named
from services.documents.rendering.qr import TextTooLongForCode

__all__ = [
    "ND30",
    "PARTY",
    "BadgePaper",
    "BadgeSize",
    "Conference",
    "FontsMissing",
    "FormatProfile",
    "InvitationPaper",
    "NothingToPrint",
    "RenderedPaper",
    "TextTooLongForCode",
    "profile_named",
    "render_badge",
    "render_badge_sheet",
    "render_invitation",
]
