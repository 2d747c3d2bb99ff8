"""Who is here and who is missing, for the chair."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from services.registration import rules
from services.registration.models import (
    Affiliation,
    CheckIn,
    Delegate,
    DelegateKind,
    Gate,
    Invitation,
    ParticipantCategory,
    Unit,
)
from services.registration.operations.unlisted_guest import UNLISTED_CATEGORY
from services.registration.phones import masked_phone, shown_phone
from services.registration.queries.newcomers import substitutes, unlisted_guests
from services.registration.queries.presence import standing_check_in, stood
from services.registration.workflows.delegate import DelegateState
from services.registration.workflows.invitation import OPEN


def attendance_of(
    session: Session, slug: str, as_of: datetime | None, identity: Identity, *, now: datetime
) -> dict[str, Any]:
    """The numbers at a moment (None, or one that is still to come, is now), all of persons.

    `invited` counts the places that were offered: the quota of every unit invited, and one for each guest.
    `registered`, `confirmed`, `excused` and `waiting` count the delegates now in that state; `present` those confirmed
    who have come in, `absent` those who have not. Whoever is in the hall counts as confirmed: the office may have
    counted the scan of somebody who was excused. `substituted` are those confirmed who took over another's place.
    Unlisted guests are in none of these numbers: `unlisted` counts those of them who came in. Of an earlier moment only
    who was in the hall is told: the list of delegates is that of now.
    """
    moment = None if as_of is None or as_of >= now else as_of
    named = rules.may_read_names(identity)
    people = _people(session, slug, moment)
    invited, apart = _invited(session, slug), _apart(session, slug, moment)
    by_state: dict[str, int] = defaultdict(int)
    for _category, _unit, state, _present, count in people:
        by_state[state] += count
    present = sum(count for *_, state, here, count in people if here and state == DelegateState.CONFIRMED)
    return {
        "as_of": moment or now,
        "totals": {
            "invited": sum(invited.values()),
            "registered": by_state[DelegateState.REGISTERED],
            "confirmed": by_state[DelegateState.CONFIRMED],
            "present": present,
            "absent": by_state[DelegateState.CONFIRMED] - present,
            "excused": by_state[DelegateState.EXCUSED],
            "waiting": by_state[DelegateState.WAITING],
            **{name: sum(numbers.values()) for name, numbers in apart.items()},
        },
        "by_category": _by_category(session, slug, people, apart | {"invited": invited}),
        "by_gate": _by_gate(session, slug, moment),
        "missing_units": _missing_units(session, slug, _by_unit(session, slug, people, moment), identity),
        "answers": _answers(session, slug),
        "substitutes": substitutes(session, slug, moment) if named else None,
        "unlisted_guests": unlisted_guests(session, slug, moment) if named else None,
    }


def _people(
    session: Session, slug: str, moment: datetime | None
) -> list[tuple[str, str | None, DelegateState, bool, int]]:
    here = standing_check_in(moment).exists()
    counted = (
        select(Delegate.category, Delegate.unit, Delegate.state, here.label("here"), func.count())
        .where(Delegate.conference == slug, Delegate.kind != DelegateKind.UNLISTED)
        .group_by(Delegate.category, Delegate.unit, Delegate.state, "here")
    )
    return [
        (category, unit, DelegateState.CONFIRMED if present else state, bool(present), count)
        for category, unit, state, present, count in session.execute(counted)
    ]


def _apart(session: Session, slug: str, moment: datetime | None) -> dict[str, dict[str, int]]:
    """By category, the numbers that are told apart: `substituted` and `unlisted`."""
    confirmed = (Delegate.conference == slug, Delegate.state == DelegateState.CONFIRMED)
    coming = Delegate.substitute_for.is_not(None)
    came = (Delegate.kind == DelegateKind.UNLISTED, standing_check_in(moment).exists())
    return {
        "substituted": _counted(session, *confirmed, coming),
        "unlisted": _counted(session, *confirmed, *came),
    }


def _counted(session: Session, *conditions: Any) -> dict[str, int]:
    counted = select(Delegate.category, func.count()).where(*conditions).group_by(Delegate.category)
    return {row[0]: row[1] for row in session.execute(counted)}


def _invited(session: Session, slug: str) -> dict[str, int]:
    """Places offered by invitations that are out, by category."""
    out = (Invitation.conference == slug, Invitation.state.in_(OPEN))
    offered = select(Invitation.category, func.sum(Invitation.quota)).where(*out).group_by(Invitation.category)
    return {row[0]: row[1] for row in session.execute(offered)}


def _by_category(
    session: Session, slug: str, people: list[Any], others: dict[str, dict[str, int]]
) -> list[dict[str, Any]]:
    confirmed, present = _confirmed(people, lambda category, _unit: category)
    here = ParticipantCategory
    ranked = (
        select(here.code, here.name)
        .where(here.conference == slug, here.code != UNLISTED_CATEGORY)
        .order_by(here.protocol_rank, here.code)
    )
    return [
        {
            "code": code,
            "name": name,
            "confirmed": confirmed[code],
            "present": present[code],
            "absent": confirmed[code] - present[code],
            **{number: by_code.get(code, 0) for number, by_code in others.items()},
        }
        for code, name in session.execute(ranked)
    ]


def _by_gate(session: Session, slug: str, moment: datetime | None) -> list[dict[str, Any]]:
    inside = (CheckIn.conference == slug, stood(moment))
    counted = select(CheckIn.gate, func.count()).where(*inside).group_by(CheckIn.gate)
    present: dict[str, int] = {row[0]: row[1] for row in session.execute(counted)}
    gates = select(Gate.code, Gate.name).where(Gate.conference == slug).order_by(Gate.code)
    return [{"code": code, "name": name, "present": present.get(code, 0)} for code, name in session.execute(gates)]


def _by_unit(
    session: Session, slug: str, people: list[Any], moment: datetime | None
) -> tuple[dict[Any, int], dict[Any, int]]:
    """How many each unit has confirmed, and how many of them are here."""
    confirmed, present = _confirmed(people, lambda _category, unit: unit)
    for unit, here, count in _affiliated(session, slug, moment):
        confirmed[unit] += count
        present[unit] += count if here else 0
    return confirmed, present


def _missing_units(
    session: Session, slug: str, numbers: tuple[dict[Any, int], dict[Any, int]], identity: Identity
) -> list[dict[str, Any]]:
    """Units with confirmed delegates of whom nobody is here, with whom to call."""
    confirmed, present = numbers
    phone = shown_phone if rules.may_call_missing_units(identity) else masked_phone
    missing = [code for code, count in confirmed.items() if code is not None and count and not present[code]]
    rank = (ParticipantCategory.conference == Unit.conference) & (ParticipantCategory.code == Unit.category)
    named = (
        select(Unit.code, Unit.name, Unit.focal_point_name, Unit.focal_point_phone)
        .join(ParticipantCategory, rank)
        .where(Unit.conference == slug, Unit.code.in_(missing))
        .order_by(ParticipantCategory.protocol_rank, Unit.sort_name)
    )
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "confirmed": confirmed[unit.code],
            "present": 0,
            "focal_point_name": unit.focal_point_name,
            "focal_point_phone": phone(unit.focal_point_phone),
        }
        for unit in session.execute(named)
    ]


def _affiliated(session: Session, slug: str, moment: datetime | None) -> list[tuple[str, bool, int]]:
    """The confirmed whom a unit named beside another: they stand for it as well, and count once in every total."""
    here = standing_check_in(moment).exists()
    counted = (
        select(Affiliation.unit, here.label("here"), func.count())
        .join(Delegate, Delegate.id == Affiliation.delegate_id)
        .where(Affiliation.conference == slug, Delegate.state == DelegateState.CONFIRMED)
        .group_by(Affiliation.unit, "here")
    )
    return [(unit, bool(present), count) for unit, present, count in session.execute(counted)]


def _answers(session: Session, slug: str) -> dict[str, int]:
    sent = (Invitation.conference == slug, Invitation.state.in_(OPEN))
    counted = select(Invitation.answer, func.count()).where(*sent).group_by(Invitation.answer)
    numbers = {answer.value if answer else "none": count for answer, count in session.execute(counted)}
    return {name: numbers.get(name, 0) for name in ("attends", "declines", "none")}


def _confirmed(people: list[Any], key: Any) -> tuple[dict[Any, int], dict[Any, int]]:
    confirmed: dict[Any, int] = defaultdict(int)
    present: dict[Any, int] = defaultdict(int)
    for category, unit, state, here, count in people:
        if state == DelegateState.CONFIRMED:
            confirmed[key(category, unit)] += count
            present[key(category, unit)] += count if here else 0
    return confirmed, present
