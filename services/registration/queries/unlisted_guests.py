"""Guests whom nobody named: who waits for a word, and what became of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration import rules
from services.registration.locks import LOCK
from services.registration.models import Delegate, Unit, UnlistedGuest
from services.registration.operations.persons import lock_delegate
from services.registration.phones import masked_phone, shown_phone
from services.registration.workflows.delegate import DelegateState

_KEPT = ("reason", "gate", "entered_by_name", "entered_at", "decided_by_name", "decided_at", "word")


def list_unlisted_guests(
    session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity
) -> Page[dict[str, Any]]:
    """The latest first."""
    statement = (
        select(UnlistedGuest)
        .join(Delegate, Delegate.id == UnlistedGuest.delegate_id)
        .where(UnlistedGuest.conference == slug)
    )
    if arguments["state"] is not None:
        statement = statement.where(Delegate.state == arguments["state"])
    page = page_of(
        session,
        statement,
        arguments,
        sortable={"entered_at": UnlistedGuest.entered_at},
        default_sort="-entered_at",
        tie_breaker=UnlistedGuest.delegate_id,
    )
    items = [_view(session, entry, identity) for entry in page.items]
    return Page(items, page.page, page.page_size, page.total)


def unlisted_guest_of(session: Session, slug: str, delegate_id: UUID) -> tuple[Delegate, UnlistedGuest]:
    """One of them, both rows locked. Raises `Problem` not-found."""
    entry = found(session.get(UnlistedGuest, delegate_id))
    found(entry if entry.conference == slug else None)
    guest = session.get_one(Delegate, delegate_id)
    lock_delegate(session, guest)
    session.refresh(entry, with_for_update=LOCK)
    return guest, entry


def unlisted_guest_view(session: Session, guest: Delegate, identity: Identity) -> dict[str, Any]:
    """What the desk sees of one."""
    return _view(session, session.get_one(UnlistedGuest, guest.id), identity)


def _view(session: Session, entry: UnlistedGuest, identity: Identity) -> dict[str, Any]:
    guest = session.get_one(Delegate, entry.delegate_id)
    phone = shown_phone if rules.may_see_phone(identity) else masked_phone
    return {
        "id": guest.id,
        "full_name": guest.full_name,
        "post": guest.post,
        "phone": phone(guest.phone),
        "unit": guest.unit,
        "unit_name": _unit_name(session, guest),
        "state": guest.state,
        "may_decide": guest.state == DelegateState.WAITING and identity.subject != entry.entered_by,
        **{name: getattr(entry, name) for name in _KEPT},
    }


def _unit_name(session: Session, guest: Delegate) -> str | None:
    if guest.unit is None:
        return guest.organisation
    return session.get_one(Unit, (guest.conference, guest.unit)).name
