"""The conference itself: what, when and where, and how its papers look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from services.documents.plan.model.contact import Contact
from services.documents.plan.shapes import Line, Paragraph, Positive, Slug, Timezone


class Profile(StrEnum):
    """The form of papers: of the Party (36-HD/VPTW) or of the state (Nghị định 30/2020/NĐ-CP)."""

    PARTY = "party"
    ND30 = "nd30"


class SessionLength(StrEnum):
    """How much of the day the conference takes."""

    HALF_DAY = "half_day"
    FULL_DAY = "full_day"
    EVENING = "evening"


@dataclass(frozen=True, kw_only=True)
class Window:
    """Days between which the conference may fall, both included."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Conference:
    """What, when and where. `host` and `host_parent` stand in the left block of papers, one line each.

    From `registration_closes` on, by the clock of the conference's zone, only the organizer changes units' lists.
    """

    slug: Slug
    title: Paragraph
    short_title: Line
    occasion: Line | None = None
    host: Line
    host_parent: Line | None = None
    place: Line
    document_code: Line | None = None
    document_number: Line | None = None
    document_date: date | None = None
    date: date
    tentative: bool = False
    window: Window | None = None
    length: SessionLength
    starts: time
    ends: time
    registration_closes: datetime | None = None
    timezone: Timezone = "Asia/Ho_Chi_Minh"
    hall: Line
    address: Line
    capacity: Positive
    chair: Line | None = None
    signer_authority: Line | None = None
    signer_title: Line | None = None
    signer_name: Line | None = None
    contact: Contact | None = None
    format_profile: Profile
    based_on: tuple[Paragraph, ...] = ()
    purposes: tuple[Paragraph, ...] = ()
    requirements: tuple[Paragraph, ...] = ()
    messages: tuple[Paragraph, ...] = ()
    source: Line | None = None
