"""What papers say about a conference, as its applied plan has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class ConferenceFacts:
    """The printed facts, the form of papers, and the categories by their code."""

    conference: Conference
    format_profile: str
    categories: Mapping[str, CategoryFacts]

    def category(self, code: str) -> CategoryFacts:
        """A category; one that a later plan dropped is shown by its code, after all others."""
        return self.categories.get(code) or CategoryFacts(code, len(self.categories) + 1)


def conference_facts(session: Session, conference: str) -> ConferenceFacts:
    """The facts of a conference. Raises `ConferenceUnknown`."""
    row = session.execute(select(Plan.facts, Plan.categories).where(Plan.conference == conference)).first()
    if row is None:
        raise ConferenceUnknown(f"no plan was applied for {conference}")
    facts: dict[str, Any] = FactsSchema().load(row.facts)
    categories = {each["code"]: CategoryFacts(each["name"], each["protocol_rank"]) for each in row.categories}
    return ConferenceFacts(Conference.from_facts(facts), facts["format_profile"], categories)
