"""One person, one seat, one pass: who is whom, and on whose lists they are.

Two namings mean the same person when the folded name and the phone agree. Without a phone, or with another one, they
only may be the same: the organizer is shown them and decides (docs/adr, "One person on several lists").
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.registration.locks import LOCK
from services.registration.models import Affiliation, Delegate, Invitation, Unit
from services.registration.workflows.delegate import GONE

_LOCKS = 64
_LOCK_CLASS = 0x4E47
"""Advisory locks of this kind, apart from those that others take."""

BETWEEN_UNITS = "; "
"""What stands between the names of several units: a unit's own name may have a comma."""


def lock_persons(session: Session, conference: str, search_names: Iterable[str]) -> None:
    """Until the transaction ends nobody else names persons of these names: two units at once are one after the other.

    Taken before every other lock and in one order, so that nobody waits for each other. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    numbers = {zlib.crc32(f"{conference}{name}".encode()) % _LOCKS for name in search_names}
    for number in sorted(numbers):
        session.execute(select(func.pg_advisory_xact_lock(_LOCK_CLASS, number)))


def same_person(
    session: Session, conference: str, search_name: str, phone: str | None, *, beside: str | None = None
) -> Delegate | None:
    """The delegate of this name and phone, the one named first if there are several; None without a phone.

    They are locked, with the unit `beside` that is about to name them, too.
    """
    if phone is None:
        return None
    same = select(Delegate).where(
        Delegate.conference == conference,
        Delegate.search_name == search_name,
        Delegate.phone == phone,
        Delegate.state.not_in(GONE),
    )
    person = session.scalars(same.order_by(Delegate.registered_at, Delegate.id).limit(1)).first()
    if person is not None:
        lock_delegate(session, person, beside=beside)
    return person


def lock_delegate(session: Session, delegate: Delegate, *, beside: str | None = None) -> None:
    """Lock a delegate, after what stands before them in the order of locks: a guest's invitation, the units."""
    if delegate.invitation_id is not None:
        session.get(Invitation, delegate.invitation_id, with_for_update=LOCK, populate_existing=True)
    codes = {*units_of(session, delegate), *([] if beside is None else [beside])}
    for code in sorted(codes):
        session.get(Unit, (delegate.conference, code), with_for_update=LOCK, populate_existing=True)
    session.refresh(delegate, with_for_update=LOCK)


def affiliations_of(session: Session, delegate: Delegate) -> Sequence[Affiliation]:
    """The units beside the delegate's own, in the order in which they named them."""
    return session.scalars(
        select(Affiliation)
        .where(Affiliation.delegate_id == delegate.id)
        .order_by(Affiliation.named_at, Affiliation.unit)
        .execution_options(populate_existing=True)
    ).all()


def units_of(session: Session, delegate: Delegate) -> list[str]:
    """Codes of all units on whose list the delegate is, their own first; none for a guest whom no unit named."""
    own = [] if delegate.unit is None else [delegate.unit]
    return own + [affiliation.unit for affiliation in affiliations_of(session, delegate)]


def unit_names(session: Session, conference: str, codes: Iterable[str]) -> dict[str, str]:
    """Names of these units by code."""
    named = select(Unit.code, Unit.name).where(Unit.conference == conference, Unit.code.in_(list(codes)))
    return {row.code: row.name for row in session.execute(named)}


def is_on_list_of(session: Session, delegate: Delegate, unit: str) -> bool:
    """Whether this unit named the delegate."""
    return delegate.unit == unit or session.get(Affiliation, (delegate.id, unit)) is not None


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two ids as `Namesakes` keeps them."""
    return (one, other) if one < other else (other, one)
