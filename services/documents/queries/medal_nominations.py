"""Nominations for the medal as their readers see them, with what the rules of the plan say against one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.vietnamese import without_accents
from chassis.web.resource import found
from services.documents import rules
from services.documents.models import MedalNomination, Plan
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.history import history_of
from services.documents.workflows.medal_nomination import DEAD, MEDAL_WORKFLOW, MedalState

SORTABLE = {
    "full_name": MedalNomination.folded_name,
    "unit_name": MedalNomination.unit_name,
    "state": MedalNomination.state,
    "nominated_at": MedalNomination.nominated_at,
}


class MedalWarning(StrEnum):
    """What speaks against a nomination. It never refuses one: a person decides."""

    TOO_FEW_YEARS = "too_few_years"
    AWARDED_BEFORE = "awarded_before"
    NAMED_TWICE = "named_twice"
    """The same person (name and birth year) is nominated a second time, here or at another conference."""
    LATE = "late"


@dataclass(frozen=True)
class MedalRule:
    """`medal_rule` of the plan; without one only the medal that somebody has already is warned of."""

    name: str
    years_least: int
    closes: date | None
    zone: ZoneInfo


def medal_rule(session: Session, slug: str) -> MedalRule:
    """The rule of the plan that holds. Raises `Problem` not-found without a plan."""
    zone = found(conference_zone(session, slug))
    content = found(session.scalar(select(Plan.content).where(Plan.conference == slug)))
    rule = content.get("medal_rule") or {}
    closes = rule.get("closes")
    return MedalRule(
        name=rule.get("name") or "Kỷ niệm chương",
        years_least=rule.get("years_least") or 0,
        closes=None if closes is None else date.fromisoformat(closes),
        zone=zone,
    )


def nominations(slug: str, identity: Identity, filters: Mapping[str, Any]) -> Select[MedalNomination]:
    """Those that the reader may know of. Filters: `unit`, `state`, `q` (a name, accents aside)."""
    here = MedalNomination
    statement = select(here).where(here.conference == slug)
    if identity.role == Role.UNIT:
        statement = statement.where(here.unit == identity.unit)
    for name in ("unit", "state"):
        if filters[name] is not None:
            statement = statement.where(getattr(here, name) == filters[name])
    for word in without_accents((filters["q"] or "").replace("\0", " ")).lower().split():
        statement = statement.where(here.folded_name.contains(word, autoescape=True))
    return statement


def nomination_of(
    session: Session, slug: str, nomination_id: UUID, identity: Identity, *, lock: bool = False
) -> MedalNomination:
    """One of them. Raises `Problem` not-found, also for what the reader may not know of."""
    nomination = found(session.get(MedalNomination, nomination_id, with_for_update=lock or None))
    known = identity.role != Role.UNIT or nomination.unit == identity.unit
    return found(nomination if known and nomination.conference == slug else None)


def nomination_view(session: Session, nomination: MedalNomination, identity: Identity) -> dict[str, Any]:
    """One of them with its history."""
    view = nomination_views(session, nomination.conference, [nomination], identity)[0]
    return view | {"history": history_of(session, nomination.id)}


def nomination_views(
    session: Session, slug: str, shown: Sequence[MedalNomination], identity: Identity
) -> list[dict[str, Any]]:
    """What the reader sees of them, with the warnings: three queries, however many they are."""
    rule, others = medal_rule(session, slug), same_people(session, shown)
    return [_view(each, warnings_of(each, rule, others[_person(each)]), identity) for each in shown]


def warnings_of(nomination: MedalNomination, rule: MedalRule, same: Iterable[MedalNomination]) -> list[MedalWarning]:
    """What speaks against it; `same` are all nominations of the same person, itself among them."""
    years = nomination.years_of_service if nomination.verified_years is None else nomination.verified_years
    others = [each for each in same if each.id != nomination.id]
    nominated_on = nomination.nominated_at.astimezone(rule.zone).date()
    found_true = {
        MedalWarning.TOO_FEW_YEARS: years < rule.years_least,
        MedalWarning.AWARDED_BEFORE: nomination.awarded_before
        or any(each.state == MedalState.AWARDED for each in others),
        MedalWarning.NAMED_TWICE: any(each.state not in (*DEAD, MedalState.AWARDED) for each in others),
        MedalWarning.LATE: rule.closes is not None and nominated_on > rule.closes,
    }
    return [warning for warning, true in found_true.items() if true]


def same_people(session: Session, shown: Sequence[MedalNomination]) -> Mapping[tuple[str, int], list[MedalNomination]]:
    """All nominations of these people, at every conference: the medal is given once in a life."""
    here, people = MedalNomination, {_person(each) for each in shown}
    rows = session.scalars(select(here).where(tuple_(here.folded_name, here.birth_year).in_(people)))
    grouped: dict[tuple[str, int], list[MedalNomination]] = defaultdict(list)
    for row in rows:
        grouped[_person(row)].append(row)
    return grouped


def _person(nomination: MedalNomination) -> tuple[str, int]:
    return nomination.folded_name, nomination.birth_year


def _view(nomination: MedalNomination, warnings: list[MedalWarning], identity: Identity) -> dict[str, Any]:
    return {
        "id": nomination.id,
        "unit": nomination.unit,
        "unit_name": nomination.unit_name,
        "full_name": nomination.full_name,
        "birth_year": nomination.birth_year if rules.sees_birth_year(identity) else None,
        "post": nomination.post,
        "years_of_service": nomination.years_of_service,
        "verified_years": nomination.verified_years,
        "awarded_before": nomination.awarded_before,
        "merits": nomination.merits,
        "state": nomination.state,
        "warnings": warnings,
        "document_number": nomination.document_number,
        "document_date": nomination.document_date,
        "nominated_at": nomination.nominated_at,
        "version": nomination.version,
        "actions": MEDAL_WORKFLOW.actions(nomination.state, identity.role),
    }
