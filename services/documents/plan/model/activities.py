"""What is done around the conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.documents.plan.model.obligations import Policy
from services.documents.plan.shapes import Code, Line, Paragraph


class ActivityKind(StrEnum):
    """What sort of activity accompanies the conference."""

    GRATITUDE_VISIT = "gratitude_visit"
    STUDY_TRIP = "study_trip"
    PORTAL_ARTICLE = "portal_article"
    PRESS = "press"
    BROADCAST = "broadcast"
    MEDALS = "medals"
    COMMUNICATION = "communication"
    EMULATION = "emulation"
    LOCAL_CONFERENCE = "local_conference"
    PREPARATION = "preparation"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity around the conference: who does it, from when to when, due when, proven by what."""

    code: Code
    title: Paragraph
    kind: ActivityKind
    owners: tuple[Code, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    due: date | None = None
    policy: Policy | None = None
    evidence: Line | None = None
    source: Line | None = None
