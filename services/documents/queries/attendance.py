"""What the chair's report says: numbers, missing units, substitutes, guests outside the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.vietnamese import word_key
from services.documents.models import Delegate, Invitation, Plan
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.hall import Attendee, attendees
from services.documents.rendering import (
    AttendanceReport,
    HallNumbers,
    MissingUnit,
    SubstitutePerson,
    UnlistedPerson,
)

_SENT = "issued"


def attendance_report(session: Session, conference: str, facts: ConferenceFacts, as_of: datetime) -> AttendanceReport:
    """The report as of a moment. Guests outside the list are counted apart from everyone else."""
    plan = _planned(session, conference)
    hall = _Hall(
        facts=facts,
        people=attendees(session, conference, facts, as_of),
        invited=_invited(session, conference, plan),
        excused=_excused(session, conference),
    )
    return AttendanceReport(
        conference=facts.conference,
        as_of=as_of,
        totals=hall.totals(),
        categories=hall.categories(),
        missing_units=_missing_units(hall, plan),
        substitutes=_substitutes(session, hall),
        unlisted=[
            UnlistedPerson(each.delegate.full_name, _about(each), each.came_at)
            for each in hall.people
            if not each.listed and each.came_at is not None
        ],
        signer_name=facts.signer_name,
    )


@dataclass(frozen=True)
class _Planned:
    """What the plan says of units and guests, by their code."""

    units: dict[str, dict[str, Any]]
    guests: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class _Hall:
    """Everybody, and by category the places offered and the excused."""

    facts: ConferenceFacts
    people: Sequence[Attendee]
    invited: dict[str, int]
    excused: dict[str, int]

    def totals(self) -> HallNumbers:
        return self._numbers("Tổng số", self.people, sum(self.invited.values()), sum(self.excused.values()))

    def categories(self) -> list[HallNumbers]:
        """By protocol rank; without those that nobody is invited, confirmed or excused of."""
        people: dict[str, list[Attendee]] = defaultdict(list)
        for each in self.people:
            people[each.delegate.category].append(each)
        codes = sorted({*people, *self.invited, *self.excused}, key=self._rank)
        return [
            self._numbers(
                self.facts.category(code).name, people[code], self.invited.get(code, 0), self.excused.get(code, 0)
            )
            for code in codes
        ]

    def _rank(self, code: str) -> tuple[int, str]:
        return self.facts.category(code).protocol_rank, code

    @staticmethod
    def _numbers(name: str, people: Sequence[Attendee], invited: int, excused: int) -> HallNumbers:
        listed = [each for each in people if each.listed]
        return HallNumbers(
            name=name,
            invited=invited,
            confirmed=len(listed),
            present=sum(each.came_at is not None for each in listed),
            excused=excused,
            substituted=sum(each.delegate.substitute_for is not None for each in listed),
            unlisted=sum(not each.listed and each.came_at is not None for each in people),
        )


def _planned(session: Session, conference: str) -> _Planned:
    content: dict[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    return _Planned(
        units={unit["code"]: unit for unit in content.get("units", ())},
        guests={guest["code"]: guest for guest in content.get("guests", ())},
    )


def _invited(session: Session, conference: str, plan: _Planned) -> dict[str, int]:
    """Places offered by invitations that are out, by category."""
    offered: dict[str, int] = defaultdict(int)
    out = select(Invitation).where(Invitation.conference == conference, Invitation.state == _SENT)
    for invitation in session.scalars(out):
        known = plan.units if invitation.invitee_kind == "unit" else plan.guests
        invitee = known.get(invitation.invitee_code, {})
        category = invitation.category or invitee.get("category")
        # Invitations kept by an earlier release do not say how many places they offer; the plan does.
        quota = invitation.quota if invitation.quota is not None else invitee.get("quota", 1)
        if category is not None:
            offered[category] += quota
    return offered


def _excused(session: Session, conference: str) -> dict[str, int]:
    counted = (
        select(Delegate.category, func.count())
        .where(Delegate.conference == conference, Delegate.state == "excused")
        .group_by(Delegate.category)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _missing_units(hall: _Hall, plan: _Planned) -> list[MissingUnit]:
    """By protocol rank of the unit's category, then by name."""
    confirmed: dict[str, list[Attendee]] = defaultdict(list)
    for each in hall.people:
        if each.listed:
            for code in each.units:
                confirmed[code].append(each)
    missing = {code: people for code, people in confirmed.items() if all(each.came_at is None for each in people)}

    def place(code: str) -> tuple[int, Any]:
        first = missing[code][0]
        category = plan.units.get(code, {}).get("category") or first.delegate.category
        return hall.facts.category(category).protocol_rank, word_key(_unit_name(code, first, plan.units.get(code, {})))

    return [_missing_unit(code, missing[code], plan.units.get(code, {})) for code in sorted(missing, key=place)]


def _missing_unit(code: str, people: Sequence[Attendee], unit: dict[str, Any]) -> MissingUnit:
    focal_point = unit.get("focal_point") or {}
    return MissingUnit(
        _unit_name(code, people[0], unit), len(people), focal_point.get("name"), focal_point.get("phone")
    )


def _unit_name(code: str, person: Attendee, unit: dict[str, Any]) -> str:
    """As the plan has it; a unit that a later plan dropped, as its delegates have it."""
    return unit.get("name") or person.units[code]


def _substitutes(session: Session, hall: _Hall) -> list[SubstitutePerson]:
    found = [each for each in hall.people if each.delegate.substitute_for is not None]
    asked = [each.delegate.substitute_for for each in found]
    named = select(Delegate.id, Delegate.full_name).where(Delegate.id.in_(asked))
    names = {row.id: row.full_name for row in session.execute(named)} if asked else {}
    return [
        SubstitutePerson(
            full_name=each.delegate.full_name,
            post=each.delegate.post,
            unit_name=each.place,
            instead_of=names.get(each.delegate.substitute_for),
            came_at=each.came_at,
        )
        for each in found
    ]


def _about(each: Attendee) -> str:
    return ", ".join(part for part in (each.delegate.post, each.delegate.unit_name) if part)
