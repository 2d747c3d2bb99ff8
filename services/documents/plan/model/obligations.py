"""What is owed by when, and what it must look like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from services.documents.plan.model.contact import Contact
from services.documents.plan.shapes import Bounds, Code, Count, Line, Paragraph, Positive


class Policy(StrEnum):
    """How a due date is meant: strictly before that day, or by the end of it."""

    BEFORE = "before"
    BY_END_OF = "by_end_of"


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
