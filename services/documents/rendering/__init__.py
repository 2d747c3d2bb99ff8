"""Printed papers: dataclasses in, PDF bytes out. No database, no web, no clock: the same input gives the same bytes."""

from services.documents.rendering.attendance_report import (
    AttendanceReport,
    HallNumbers,
    MissingUnit,
    SubstitutePerson,
    UnlistedPerson,
    render_attendance_report,
)
from services.documents.rendering.badge import render_badge
from services.documents.rendering.badge_sheet import NothingToPrint, render_badge_sheet
from services.documents.rendering.fonts import FontsMissing
from services.documents.rendering.invitation import render_invitation
from services.documents.rendering.list_paper import ListPaper, render_list
from services.documents.rendering.name_tent import NameTent, render_name_tents
from services.documents.rendering.papers import BadgePaper, BadgeSize, Conference, InvitationPaper, RenderedPaper
from services.documents.rendering.profile import ND30, PARTY, FormatProfile, profile_named
from services.documents.rendering.qr import TextTooLongForCode
from services.documents.rendering.seating_plan import (
    PrintedRow,
    PrintedSeat,
    SeatingPaper,
    Sheet,
    render_seating_plan,
)
from services.documents.rendering.table import Column
from services.documents.rendering.workbook import render_workbook

__all__ = [
    "ND30",
    "PARTY",
    "AttendanceReport",
    "BadgePaper",
    "BadgeSize",
    "Column",
    "Conference",
    "FontsMissing",
    "FormatProfile",
    "HallNumbers",
    "InvitationPaper",
    "ListPaper",
    "MissingUnit",
    "NameTent",
    "NothingToPrint",
    "PrintedRow",
    "PrintedSeat",
    "RenderedPaper",
    "SeatingPaper",
    "Sheet",
    "SubstitutePerson",
    "TextTooLongForCode",
    "UnlistedPerson",
    "profile_named",
    "render_attendance_report",
    "render_badge",
    "render_badge_sheet",
    "render_invitation",
    "render_list",
    "render_name_tents",
    "render_seating_plan",
    "render_workbook",
]
