"""Who is here and who is missing, for the chair."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.registration.models import Affiliation, CheckIn, Delegate, Gate, Invitation, ParticipantCategory, Unit
from services.registration.queries.presence import STANDS, standing_check_in
from services.registration.workflows.delegate import DelegateState
from services.registration.workflows.invitation import InvitationState

_SENT = (InvitationState.ISSUED, InvitationState.ANSWERED)


def attendance_of(session: Session, slug: str, as_of: datetime) -> dict[str, Any]:
    """The numbers at this moment, all of persons.

    `invited` counts the places that were offered: the quota of every unit invited, and one for each guest.
    `registered`, `confirmed`, `excused` and `waiting` count the delegates now in that state; `present` those confirmed
    who have come in, `absent` those who have not.
    """
    people = _people(session, slug)
    by_state: dict[str, int] = defaultdict(int)
    for _category, _unit, state, _present, count in people:
        by_state[state] += count
    present = sum(count for *_, state, here, count in people if here and state == DelegateState.CONFIRMED)
    return {
        "as_of": as_of,
        "totals": {
            "invited": _invited(session, slug),
            "registered": by_state[DelegateState.REGISTERED],
            "confirmed": by_state[DelegateState.CONFIRMED],
            "present": present,
            "absent": by_state[DelegateState.CONFIRMED] - present,
            "excused": by_state[DelegateState.EXCUSED],
            "waiting": by_state[DelegateState.WAITING],
        },
        "by_category": _by_category(session, slug, people),
        "by_gate": _by_gate(session, slug),
        "missing_units": _missing_units(session, slug, people),
        "answers": _answers(session, slug),
    }


def _people(session: Session, slug: str) -> list[tuple[str, str | None, DelegateState, bool, int]]:
    here = standing_check_in().exists()
    counted = (
        select(Delegate.category, Delegate.unit, Delegate.state, here.label("here"), func.count())
        .where(Delegate.conference == slug)
        .group_by(Delegate.category, Delegate.unit, Delegate.state, "here")
    )
    return [
        (category, unit, state, bool(present), count)
        for category, unit, state, present, count in session.execute(counted)
    ]


def _invited(session: Session, slug: str) -> int:
    offered = select(func.sum(Invitation.quota)).where(Invitation.conference == slug, Invitation.state.in_(_SENT))
    return session.scalar(offered) or 0


def _by_category(session: Session, slug: str, people: list[Any]) -> list[dict[str, Any]]:
    confirmed, present = _confirmed(people, lambda category, _unit: category)
    here = ParticipantCategory
    ranked = select(here.code, here.name).where(here.conference == slug).order_by(here.protocol_rank, here.code)
    return [
        {
            "code": code,
            "name": name,
            "confirmed": confirmed[code],
            "present": present[code],
            "absent": confirmed[code] - present[code],
        }
        for code, name in session.execute(ranked)
    ]


def _by_gate(session: Session, slug: str) -> list[dict[str, Any]]:
    counted = select(CheckIn.gate, func.count()).where(CheckIn.conference == slug, STANDS).group_by(CheckIn.gate)
    present: dict[str, int] = {row[0]: row[1] for row in session.execute(counted)}
    gates = select(Gate.code, Gate.name).where(Gate.conference == slug).order_by(Gate.code)
    return [{"code": code, "name": name, "present": present.get(code, 0)} for code, name in session.execute(gates)]


def _missing_units(session: Session, slug: str, people: list[Any]) -> list[dict[str, Any]]:
    confirmed, present = _confirmed(people, lambda _category, unit: unit)
    for unit, here, count in _affiliated(session, slug):
        confirmed[unit] += count
        present[unit] += count if here else 0
    missing = [code for code, count in confirmed.items() if code is not None and count and not present[code]]
    rank = (ParticipantCategory.conference == Unit.conference) & (ParticipantCategory.code == Unit.category)
    named = (
        select(Unit.code, Unit.name)
        .join(ParticipantCategory, rank)
        .where(Unit.conference == slug, Unit.code.in_(missing))
        .order_by(ParticipantCategory.protocol_rank, Unit.sort_name)
    )
    return [
        {"code": code, "name": name, "confirmed": confirmed[code], "present": 0}
        for code, name in session.execute(named)
    ]


def _affiliated(session: Session, slug: str) -> list[tuple[str, bool, int]]:
    """The confirmed whom a unit named beside another: they stand for it as well, and count once in every total."""
    here = standing_check_in().exists()
    counted = (
        select(Affiliation.unit, here.label("here"), func.count())
        .join(Delegate, Delegate.id == Affiliation.delegate_id)
        .where(Affiliation.conference == slug, Delegate.state == DelegateState.CONFIRMED)
        .group_by(Affiliation.unit, "here")
    )
    return [(unit, bool(present), count) for unit, present, count in session.execute(counted)]


def _answers(session: Session, slug: str) -> dict[str, int]:
    sent = (Invitation.conference == slug, Invitation.state.in_(_SENT))
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
