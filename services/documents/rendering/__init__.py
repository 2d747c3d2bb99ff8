"""Printed papers: dataclasses in, PDF bytes out. No database, no web, no clock: the same input gives the same bytes."""

from services.documents.rendering.agenda import AgendaLine, AgendaPaper, render_agenda
from services.documents.rendering.attendance_report import (
    AttendanceReport,
    HallNumbers,
    MissingUnit,
    SubstitutePerson,
    UnlistedPerson,
    render_attendance_report,
)
from services.documents.rendering.badge import render_badge
from services.documents.rendering.badge_sheet import render_badge_sheet
from services.documents.rendering.digest import DigestEntry, DigestList, DigestPaper, DigestSection, render_digest
from services.documents.rendering.document import NothingToPrint
from services.documents.rendering.film_appraisal import AppraiserLine, FilmAppraisalPaper, render_film_appraisal
from services.documents.rendering.film_inspection import FilmInspectionPaper, render_film_inspection
from services.documents.rendering.film_verdict import FilmVerdictPaper, VerdictRemark, render_film_verdict
from services.documents.rendering.fonts import FontsMissing
from services.documents.rendering.invitation import InvitationSheet, render_invitation, render_invitations
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
from services.documents.rendering.table import Column, Heading
from services.documents.rendering.workbook import render_workbook

__all__ = [
    "ND30",
    "PARTY",
    "AgendaLine",
    "AgendaPaper",
    "AppraiserLine",
    "AttendanceReport",
    "BadgePaper",
    "BadgeSize",
    "Column",
    "Conference",
    "DigestEntry",
    "DigestList",
    "DigestPaper",
    "DigestSection",
    "FilmAppraisalPaper",
    "FilmInspectionPaper",
    "FilmVerdictPaper",
    "FontsMissing",
    "FormatProfile",
    "HallNumbers",
    "Heading",
    "InvitationPaper",
    "InvitationSheet",
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
    "VerdictRemark",
    "profile_named",
    "render_agenda",
    "render_attendance_report",
    "render_badge",
    "render_badge_sheet",
    "render_digest",
    "render_film_appraisal",
    "render_film_inspection",
    "render_film_verdict",
    "render_invitation",
    "render_invitations",
    "render_list",
    "render_name_tents",
    "render_seating_plan",
    "render_workbook",
]
