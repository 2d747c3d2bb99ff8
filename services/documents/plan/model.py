"""The plan of one conference as data. Every name of a field here is a key of the plan file (docs/plan-format.md).

Codes refer: what a field of type `Code` means by it stands in its class. Units, categories and groups share one
space of codes, so that "who" (`owed_by`, `to`, `owners`, `units`) may name any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from chassis.contracts.hall import MOST_IN_A_BLOCK
from services.documents.plan.shapes import (
    Bounds,
    Code,
    Email,
    Line,
    Paragraph,
    Phone,
    RowName,
    SeatLabel,
    Slug,
    Timezone,
)
from services.documents.workflows.agenda import AgendaItemKind

Count = Annotated[int, Bounds(0, 10_000)]
Positive = Annotated[int, Bounds(1, 100_000)]
Seats = Annotated[int, Bounds(0, MOST_IN_A_BLOCK)]


class Policy(StrEnum):
    """How a due date is meant: strictly before that day, or by the end of it."""

    BEFORE = "before"
    BY_END_OF = "by_end_of"


class Profile(StrEnum):
    """The form of papers: of the Party (36-HD/VPTW) or of the state (Nghị định 30/2020/NĐ-CP)."""

    PARTY = "party"
    ND30 = "nd30"


class SessionLength(StrEnum):
    """How much of the day the conference takes."""

    HALF_DAY = "half_day"
    FULL_DAY = "full_day"
    EVENING = "evening"


class ObligationKind(StrEnum):
    """What is owed; decides which workflow a submission takes."""

    REPORT = "report"
    EXEMPLARY_MODELS = "exemplary_models"
    FIELD_REPORT = "field_report"
    TOPICS = "topics"
    PETITIONS = "petitions"
    VIDEO_REPORT = "video_report"
    PRESENTATION = "presentation"
    LOCAL_CONFERENCE = "local_conference"
    OTHER = "other"


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
class Contact:
    """A person or desk to write to: focal point of a unit, contact of the conference or of an obligation."""

    name: Line | None = None
    email: Email | None = None
    phone: Phone | None = None


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


@dataclass(frozen=True, kw_only=True)
class Category:
    """A group of participants; protocol rank 1 is seated and called first."""

    code: Code
    name: Line
    protocol_rank: Annotated[int, Bounds(1, 999)]
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A set of units apart from categories, for "who"; units name the groups they are in."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit that is invited, owes something, or receives the plan. `example`: the source names only its group."""

    code: Code
    name: Line
    short_name: Line | None = None
    category: Code
    groups: tuple[Code, ...] = ()
    quota: Count
    example: bool = False
    focal_point: Contact | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A person invited by name, outside every quota."""

    code: Code
    full_name: Line
    post: Line
    category: Code
    email: Email | None = None
    phone: Phone | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A line of the invitation list: to whom (units, categories, groups, guests), and asked to do what."""

    name: Line
    to: tuple[Code, ...]
    asked_to: Line | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A door where passes are scanned."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class Block:
    """Seats between two aisles; a hall without an aisle is one block."""

    code: Code
    name: Line


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A row of the hall: how many seats it has in each block, and the categories that it is kept for.

    Seats are numbered through the row from the left, as one looks at the platform: the fifth seat of row A is `A-05`.
    """

    name: RowName
    seats: tuple[Seats, ...]
    reserved_for: tuple[Code, ...] = ()

    @property
    def title(self) -> str:
        """As a difference says it: `6+8+6 (leader)`."""
        seats = "+".join(str(number) for number in self.seats)
        return f"{seats} ({', '.join(self.reserved_for)})" if self.reserved_for else seats


@dataclass(frozen=True, kw_only=True)
class Platform:
    """The seats on the platform; by themselves only the categories of `reserved_for` are proposed for them."""

    name: RowName
    seats: Seats
    reserved_for: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seating:
    """The hall: its blocks from the left to the right, its rows from the platform to the back."""

    platform: Platform | None = None
    blocks: tuple[Block, ...]
    rows: tuple[SeatRow, ...]
    unusable: tuple[SeatLabel, ...] = ()
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class FormatRule:
    """What a handed-in text must look like; outside it a warning, never a refusal."""

    code: Code
    name: Line
    paper: Line = "A4"
    font: Line
    font_size: Annotated[int, Bounds(6, 40)]
    pages_about: Positive
    pages_least: Positive
    pages_most: Positive
    not_counted: tuple[Line, ...] = ()
    models_least: Count = 0
    models_most: Count = 0
    model_pages_most: Annotated[Decimal, Bounds(0, 100)] | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A node of a report outline: its number as printed ("II", "1"; none where it has none), and what it holds."""

    number: Line | None = None
    title: Paragraph
    points: tuple[Paragraph, ...] = ()
    exemplary_models: bool = False
    petitions: bool = False
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportOutline:
    """A report's sections in their order."""

    code: Code
    title: Paragraph
    sections: tuple[Section, ...]
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """What each unit of `owed_by` owes, to whom (`owed_to`), by when. `format`, `outline`: codes of their lists.

    `appraised_by`: rooms whose field it is; they see what came and appraise it beside the office.
    """

    code: Code
    title: Paragraph
    kind: ObligationKind
    due: date
    policy: Policy
    after_conference: bool = False
    owed_by: tuple[Code, ...]
    owed_to: Line | None = None
    appraised_by: tuple[Code, ...] = ()
    format: Code | None = None
    outline: Code | None = None
    contact: Contact | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class TopicRule:
    """How many topics a department proposes, and the minutes of one presentation."""

    least: Count
    most: Count
    minutes: Positive | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic proposed in the plan itself, with the unit that presents it."""

    title: Paragraph
    unit: Code | None = None


@dataclass(frozen=True, kw_only=True)
class Department:
    """A room of the host: its unit, its duties, the obligations and activities it delivers, the topics it proposes."""

    unit: Code
    leads: bool = False
    field: Paragraph | None = None
    duties: tuple[Paragraph, ...] = ()
    delivers: tuple[Code, ...]
    topic_rule: TopicRule | None = None
    topics: tuple[Topic, ...] = ()
    source: Line | None = None


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


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A line of "Nơi nhận": as printed, why ("để b/c"), and the units that it means (none for bodies above)."""

    name: Line
    purpose: Line | None = None
    units: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Appraiser:
    """Who judges the film; a name only where one is known."""

    post: Line
    name: Line | None = None
    email: Email | None = None


@dataclass(frozen=True, kw_only=True)
class FilmInspection:
    """By what the machine inspects the film; what a plan leaves out is as broadcasters have it (EBU R128 for sound).

    `rate` counts whole pictures a second: 25 of 25p and of 50i. Passages are told of from so many seconds on.
    """

    width: Annotated[int, Bounds(16, 8192)] = 1920
    height: Annotated[int, Bounds(16, 8192)] = 1080
    rate: Annotated[Decimal, Bounds(1, 120)] = Decimal(25)
    interlaced_allowed: bool = True
    loudness_lufs: Annotated[Decimal, Bounds(-60, 0)] = Decimal(-23)
    loudness_good_within: Annotated[Decimal, Bounds(0, 20)] = Decimal("0.5")
    loudness_warn_within: Annotated[Decimal, Bounds(0, 20)] = Decimal(1)
    true_peak_most: Annotated[Decimal, Bounds(-20, 0)] = Decimal(-1)
    black_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(1)
    frozen_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(2)
    silent_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(2)


@dataclass(frozen=True, kw_only=True)
class VideoReport:
    """The film: who makes it, how long it is, how far off is still good or only a warning, who appraises it.

    It is to be appraised by the end of `appraisal_due`; left out, by the end of the day before the conference.
    """

    obligation: Code
    broadcaster: Code
    duration: timedelta
    good_within_seconds: Count
    warn_within_seconds: Count
    appraisers: tuple[Appraiser, ...]
    two_person_approval: bool
    appraisal_due: date | None = None
    shown_at_conference: bool = True
    broadcast_on: tuple[Line, ...] = ()
    inspection: FilmInspection | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A line of the usual agenda, from which the first draft is made: what, who does it, how many minutes.

    `who` is printed; `unit` is the unit that it means, if any. `starts`: a fixed time on the conference's clock.
    """

    code: Code
    kind: AgendaItemKind
    title: Line
    who: Line | None = None
    unit: Code | None = None
    minutes: Annotated[int, Bounds(1, 600)]
    starts: time | None = None


@dataclass(frozen=True, kw_only=True)
class PetitionRecipient:
    """To whom units may address petitions. `forwarded`: a superior body; passed on, not answered."""

    code: Code
    name: Line
    forwarded: bool


@dataclass(frozen=True, kw_only=True)
class MedalRule:
    """What nominations for the medal (Kỷ niệm chương) are measured by; outside it a warning, a person decides.

    `years_least`: years of service in the field. Nominations are asked for by the end of `closes`.
    """

    name: Line
    years_least: Annotated[int, Bounds(0, 60)]
    closes: date | None = None
    source: Line | None = None


@dataclass(frozen=True, kw_only=True)
class Admission:
    """How the door treats people whom nobody named: in which category they are counted, and whether two must agree."""

    unlisted_category: Code | None = None
    unlisted_needs_second_person: bool = False


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
