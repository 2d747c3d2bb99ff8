"""Correcting what is known of a delegate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Affiliation, Delegate, DelegateKind
from services.registration.names import folded, name_order
from services.registration.operations.announcing import delegate_data
from services.registration.operations.persons import affiliations_of
from services.registration.parts import Parts
from services.registration.problems import NAMED_BY_ANOTHER_UNIT

CHANGEABLE = ("full_name", "post", "phone", "email", "kind", "category")
OF_THE_PERSON = ("full_name", "phone")
"""By these a person is known, whichever unit named them."""
OF_THE_UNIT = ("post", "email", "kind")
"""What each unit says for itself."""


def update_delegate(
    session: Session, delegate: Delegate, changes: Mapping[str, Any], *, parts: Parts, clock: Clock
) -> None:
    """Change some of `CHANGEABLE`: `delegate_updated`. Nothing happens when nothing differs."""
    before = {name: getattr(delegate, name) for name in CHANGEABLE}
    _set(delegate, changes, CHANGEABLE)
    if before == {name: getattr(delegate, name) for name in CHANGEABLE}:
        return
    delegate.search_name = folded(delegate.full_name)
    delegate.sort_name = name_order(delegate.full_name)
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)


def update_listed(
    session: Session, delegate: Delegate, changes: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """The same, by whoever may. A unit that shares the delegate with another changes only what it said itself.

    Raises `Problem` named-by-another-unit when it would change the name or the phone.
    """
    affiliations = affiliations_of(session, delegate) if by.role == Role.UNIT else ()
    if affiliations and any(changes.get(name, held) != held for name, held in _person(delegate).items()):
        raise Problem(NAMED_BY_ANOTHER_UNIT)
    own = next((affiliation for affiliation in affiliations if affiliation.unit == by.unit), None)
    if own is None:
        update_delegate(session, delegate, changes, parts=parts, clock=clock)
    else:
        _set(own, changes, OF_THE_UNIT)
        session.flush()


def _person(delegate: Delegate) -> dict[str, Any]:
    return {name: getattr(delegate, name) for name in OF_THE_PERSON}


def _set(row: Delegate | Affiliation, changes: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in changes:
            setattr(row, name, DelegateKind(changes[name]) if name == "kind" else changes[name])
