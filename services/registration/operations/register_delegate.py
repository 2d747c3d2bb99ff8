"""A unit names a delegate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration.models import Delegate, DelegateKind, Unit
from services.registration.names import folded, name_order
from services.registration.operations.affiliate import affiliate
from services.registration.operations.announcing import delegate_data
from services.registration.operations.open_invitation import require_open
from services.registration.operations.persons import is_on_list_of, lock_persons, same_person
from services.registration.operations.quota import locked_unit, places_taken
from services.registration.operations.steps import keep_registration
from services.registration.parts import Parts
from services.registration.problems import ALREADY_ON_THE_LIST
from services.registration.workflows.delegate import DelegateState


@dataclass(frozen=True)
class Named:
    """The delegate of a naming; `merged` when they were on another list already."""

    delegate: Delegate
    merged: bool


def register_delegate(
    session: Session, conference: str, details: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> Named:
    """Put a delegate on the unit's list: registered within the quota, waiting over it. `delegate_registered`.

    Somebody of the same name and phone who is on another unit's list, or is a guest, gets no second seat: this unit
    becomes one more affiliation of theirs (`delegate_updated`).

    `details` are unit, full_name, kind, and maybe post, phone (E.164), email. Raises `Problem`: not-found for an
    unknown unit, unit-declined, invitation-not-open for a unit that was not (or is no longer) invited,
    already-on-the-list, and quota-full for a person who would be one too many.
    """
    search_name = folded(details["full_name"])
    lock_persons(session, conference, [search_name])
    person = same_person(session, conference, search_name, details.get("phone"), beside=details["unit"])
    unit = found(locked_unit(session, conference, details["unit"]))
    require_open(session, unit, by)
    if person is None:
        return Named(_new(session, unit, details, by=by, parts=parts, clock=clock), merged=False)
    if is_on_list_of(session, person, unit.code):
        raise Problem(ALREADY_ON_THE_LIST, name=person.full_name)
    affiliate(session, person, unit, details, by=by, parts=parts, clock=clock)
    return Named(person, merged=True)


def _new(
    session: Session, unit: Unit, details: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> Delegate:
    now = clock()
    delegate = Delegate(
        conference=unit.conference,
        kind=DelegateKind(details["kind"]),
        full_name=details["full_name"],
        search_name=folded(details["full_name"]),
        sort_name=name_order(details["full_name"]),
        post=details.get("post"),
        email=details.get("email"),
        phone=details.get("phone"),
        category=unit.category,
        unit=unit.code,
        state=first_state(places_taken(session, unit), unit.quota),
        registered_at=now,
    )
    session.add(delegate)
    session.flush()
    keep_registration(session, delegate, by=by, at=now)
    data = delegate_data(session, delegate, parts)
    record(session, delegate, "registration.delegate_registered.v1", data, clock=clock)
    return delegate


def first_state(taken: int, quota: int) -> DelegateState:
    """Where a newly named delegate begins, with so many places taken of the quota."""
    return DelegateState.REGISTERED if taken < quota else DelegateState.WAITING
