"""What papers say about a conference, as its applied plan has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.contracts.documents import ConferenceFacts as FactsSchema
from services.documents.models import Plan
from services.documents.rendering import Conference


class ConferenceUnknown(LookupError):
    """No plan was applied for this conference."""


@dataclass(frozen=True)
class CategoryFacts:
    """A group of participants as it stands on a badge."""

    name: str
    protocol_rank: int


UNLISTED = "unlisted"
"""The category of people whom nobody named, where the plan has none for them."""


@dataclass(frozen=True)
class ConferenceFacts:
    """The printed facts, the form of papers, and the categories by their code."""

    plan_version: int
    conference: Conference
    format_profile: str
    categories: Mapping[str, CategoryFacts]
    signer_name: str | None
    asked_to: Mapping[str, str]
    """What invitees are asked to do, by the code of a unit or guest, where the plan says so."""

    def category(self, code: str) -> CategoryFacts:
        """A category; one that a later plan dropped is shown by its code, after all others."""
        if code == UNLISTED:
            return self.categories.get(code) or CategoryFacts("Ngoài danh sách", len(self.categories) + 1)
        return self.categories.get(code) or CategoryFacts(code, len(self.categories) + 1)


def conference_facts(session: Session, conference: str) -> ConferenceFacts:
    """The facts of a conference. Raises `ConferenceUnknown`."""
    statement = select(Plan.version, Plan.facts, Plan.categories, Plan.printing).where(Plan.conference == conference)
    row = session.execute(statement).first()
    if row is None:
        raise ConferenceUnknown(f"no plan was applied for {conference}")
    facts: dict[str, Any] = FactsSchema().load(row.facts)
    return ConferenceFacts(
        plan_version=row.version,
        conference=Conference.from_facts(facts),
        format_profile=facts["format_profile"],
        categories={each["code"]: CategoryFacts(each["name"], each["protocol_rank"]) for each in row.categories},
        signer_name=row.printing["signer_name"],
        asked_to=row.printing["asked_to"],
    )


def conference_zone(session: Session, conference: str) -> ZoneInfo | None:
    """The zone of a conference's calendar, or None when no plan was applied for it."""
    facts = session.scalar(select(Plan.facts).where(Plan.conference == conference))
    return None if facts is None else ZoneInfo(facts["timezone"])
