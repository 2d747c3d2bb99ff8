"""The whole plan: one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from services.documents.plan.model.activities import Activity
from services.documents.plan.model.agenda import AgendaItem
from services.documents.plan.model.conference import Conference
from services.documents.plan.model.departments import Department, TopicRule
from services.documents.plan.model.film import VideoReport
from services.documents.plan.model.hall import Admission, Gate, Seating
from services.documents.plan.model.medals import MedalRule
from services.documents.plan.model.obligations import FormatRule, Obligation, ReportOutline
from services.documents.plan.model.participants import Category, Group, Guest, Invitation, Unit
from services.documents.plan.model.recipients import PetitionRecipient, Recipient
from services.documents.plan.shapes import Bounds


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan file. Invitations, obligations and the distribution list are three lists: none follows from another."""

    conference: Conference
    categories: tuple[Category, ...]
    groups: tuple[Group, ...] = ()
    units: tuple[Unit, ...]
    guests: tuple[Guest, ...] = ()
    invitations: tuple[Invitation, ...]
    gates: tuple[Gate, ...]
    admission: Admission | None = None
    seating: Seating | None = None
    obligations: tuple[Obligation, ...] = ()
    reminder_days: tuple[Annotated[int, Bounds(1, 60)], ...] = (7, 3, 1)
    format_rules: tuple[FormatRule, ...] = ()
    report_outlines: tuple[ReportOutline, ...] = ()
    topic_rule: TopicRule | None = None
    departments: tuple[Department, ...] = ()
    activities: tuple[Activity, ...] = ()
    distribution_list: tuple[Recipient, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    video_report: VideoReport | None = None
    petition_recipients: tuple[PetitionRecipient, ...] = ()
    medal_rule: MedalRule | None = None
