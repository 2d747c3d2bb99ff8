"""The plan of one conference as data. Every name of a field here is a key of the plan file (docs/plan-format.md).

Codes refer: what a field of type `Code` means by it stands in its class. Units, categories and groups share one
space of codes, so that "who" (`owed_by`, `to`, `owners`, `units`) may name any of them.
"""

from services.documents.plan.model.activities import Activity, ActivityKind
from services.documents.plan.model.agenda import AgendaItem
from services.documents.plan.model.conference import Conference, Profile, SessionLength, Window
from services.documents.plan.model.contact import Contact
from services.documents.plan.model.departments import Department, Topic, TopicRule
from services.documents.plan.model.film import Appraiser, FilmInspection, VideoReport
from services.documents.plan.model.hall import Admission, Block, Gate, Platform, Seating, SeatRow
from services.documents.plan.model.medals import MedalRule
from services.documents.plan.model.obligations import (
    FormatRule,
    Obligation,
    ObligationKind,
    Policy,
    ReportOutline,
    Section,
)
from services.documents.plan.model.participants import Category, Group, Guest, Invitation, Unit
from services.documents.plan.model.plan import Plan
from services.documents.plan.model.recipients import PetitionRecipient, Recipient

__all__ = [
    "Activity",
    "ActivityKind",
    "Admission",
    "AgendaItem",
    "Appraiser",
    "Block",
    "Category",
    "Conference",
    "Contact",
    "Department",
    "FilmInspection",
    "FormatRule",
    "Gate",
    "Group",
    "Guest",
    "Invitation",
    "MedalRule",
    "Obligation",
    "ObligationKind",
    "PetitionRecipient",
    "Plan",
    "Platform",
    "Policy",
    "Profile",
    "Recipient",
    "ReportOutline",
    "SeatRow",
    "Seating",
    "Section",
    "SessionLength",
    "Topic",
    "TopicRule",
    "Unit",
    "VideoReport",
    "Window",
]
