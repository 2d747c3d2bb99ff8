"""Guests whom nobody named (ngoài danh sách): entered at the desk, and decided about by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import FieldFault, Problem, invalid_input
from chassis.web.resource import found
from services.registration import rules
from services.registration.models import (
    Conference,
    Delegate,
    DelegateKind,
    Gate,
    ParticipantCategory,
    Unit,
    UnlistedGuest,
)
from services.registration.names import folded, name_order
from services.registration.operations.admit_at_gate import admit_at_gate
from services.registration.operations.announcing import delegate_data
from services.registration.operations.confirm_delegate import announce_pass
from services.registration.operations.persons import lock_persons, same_person
from services.registration.operations.steps import keep_registration, step_delegate
from services.registration.parts import Parts
from services.registration.problems import (
    ALREADY_DECIDED,
    GUEST_IS_ON_THE_LIST,
    SECOND_PERSON_NEEDED,
)
from services.registration.problems.check_ins import (
    GATE_NOT_PAIRED,
    GATE_UNKNOWN,
    SCAN_ID_REUSED,
)
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateState
from services.registration.workflows.unlisted import UnlistedAction

UNLISTED_CATEGORY = "unlisted"
_CATEGORY_NAME, _LAST_RANK = "Ngoài danh sách", 999


def enter_unlisted_guest(
    session: Session, slug: str, details: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> Delegate:
    """Let a guest in whom nobody named: `delegate_confirmed` and `attendance_recorded`; no place of a quota is used.

    Where the plan wants a second person's word they wait for it: `delegate_registered`. `details` are full_name,
    reason, gate, scan_id, scanned_at, and maybe post, phone (E.164), unit or organisation. The same scan_id again is
    the same guest. Raises `Problem`: guest-is-on-the-list, scan-id-reused, gate-unknown, gate-not-paired, invalid-input
    for an unknown unit.
    """
    lock_persons(session, slug, [folded(details["full_name"])])
    conference = found(session.get(Conference, slug))
    earlier = _entered_before(session, slug, details)
    if earlier is not None:
        return earlier
    _require_unlisted(session, slug, details, by)
    now = clock()
    guest = _new_guest(session, conference, details, at=now)
    session.add(_entry(guest, details, by=by, at=now))
    keep_registration(session, guest, by=by, at=now, reason=details["reason"])
    if guest.state == DelegateState.WAITING:
        data = delegate_data(session, guest, parts)
        record(session, guest, "registration.delegate_registered.v1", data, clock=clock)
    else:
        announce_pass(session, guest, parts, clock)
        admit_at_gate(session, guest, details, by=by, parts=parts, clock=clock)
    return guest


def decide_unlisted_guest(
    session: Session,
    guest: Delegate,
    entry: UnlistedGuest,
    decision: UnlistedAction,
    word: str,
    *,
    by: Identity,
    parts: Parts,
    clock: Clock,
) -> None:
    """The second person's word: in, with pass and check-in as when entered at once; or not, and the reason is kept.

    Raises `Problem`: already-decided, second-person-needed for who entered the guest. Both rows are locked.
    """
    if guest.state != DelegateState.WAITING:
        raise Problem(ALREADY_DECIDED, by=entry.decided_by_name or entry.entered_by_name)
    if by.subject == entry.entered_by:
        raise Problem(SECOND_PERSON_NEEDED)
    now = clock()
    step_delegate(session, guest, decision, by=by, at=now, reason=word)
    entry.decided_by, entry.decided_by_name, entry.decided_at, entry.word = by.subject, by.name, now, word
    if decision == UnlistedAction.REFUSE:
        data = delegate_data(session, guest, parts) | {"reason": word}
        record(session, guest, "registration.delegate_excused.v1", data, clock=clock)
        return
    announce_pass(session, guest, parts, clock)
    at_gate = {"gate": entry.gate, "scan_id": uuid4(), "scanned_at": now}
    # The guest stands at the gate where they were entered, wherever the second person is.
    admit_at_gate(session, guest, at_gate, by=replace(by, gates=None), parts=parts, clock=clock)


def _entered_before(session: Session, slug: str, details: Mapping[str, Any]) -> Delegate | None:
    entry = session.scalar(
        select(UnlistedGuest).where(UnlistedGuest.conference == slug, UnlistedGuest.scan_id == details["scan_id"])
    )
    if entry is None:
        return None
    guest = session.get_one(Delegate, entry.delegate_id)
    if (guest.full_name, entry.reason, entry.gate) != (details["full_name"], details["reason"], details["gate"]):
        raise Problem(SCAN_ID_REUSED)
    return guest


def _require_unlisted(session: Session, slug: str, details: Mapping[str, Any], by: Identity) -> None:
    if session.get(Gate, (slug, details["gate"])) is None:
        raise Problem(GATE_UNKNOWN)
    if not rules.may_stand_at(by, details["gate"]):
        raise Problem(GATE_NOT_PAIRED)
    if details.get("unit") is not None and session.get(Unit, (slug, details["unit"])) is None:
        raise invalid_input([FieldFault("/unit", details["unit"])])
    known = same_person(session, slug, folded(details["full_name"]), details.get("phone"))
    if known is not None and known.state in TAKES_A_PLACE:
        raise Problem(GUEST_IS_ON_THE_LIST, name=known.full_name)


def _new_guest(session: Session, conference: Conference, details: Mapping[str, Any], *, at: datetime) -> Delegate:
    waits = conference.unlisted_needs_second_person
    guest = Delegate(
        conference=conference.slug,
        kind=DelegateKind.UNLISTED,
        full_name=details["full_name"],
        search_name=folded(details["full_name"]),
        sort_name=name_order(details["full_name"]),
        post=details.get("post"),
        email=None,
        phone=details.get("phone"),
        category=_category(session, conference),
        unit=details.get("unit"),
        organisation=None if details.get("unit") else details.get("organisation"),
        state=DelegateState.WAITING if waits else DelegateState.CONFIRMED,
        registered_at=at,
    )
    session.add(guest)
    session.flush()
    return guest


def _category(session: Session, conference: Conference) -> str:
    """The plan's category for them, else one of their own, which is made when the first of them comes."""
    planned = conference.unlisted_category
    if planned is not None and session.get(ParticipantCategory, (conference.slug, planned)) is not None:
        return planned
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    row = {"conference": conference.slug, "code": UNLISTED_CATEGORY, "name": _CATEGORY_NAME}
    session.execute(insert(ParticipantCategory).values(row | {"protocol_rank": _LAST_RANK}).on_conflict_do_nothing())
    return UNLISTED_CATEGORY


def _entry(guest: Delegate, details: Mapping[str, Any], *, by: Identity, at: datetime) -> UnlistedGuest:
    return UnlistedGuest(
        delegate_id=guest.id,
        conference=guest.conference,
        reason=details["reason"],
        gate=details["gate"],
        scan_id=details["scan_id"],
        entered_by=by.subject,
        entered_by_name=by.name,
        entered_at=at,
    )
