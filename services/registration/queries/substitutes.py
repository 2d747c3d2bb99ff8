"""Who comes instead of whom: the chain of a place that was handed over, from its first holder to the present one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registration.models import Delegate
from services.registration.workflows.delegate import DelegateState

_NOBODY = (None, None)


def successor_of(session: Session, delegate_id: UUID) -> Delegate | None:
    """Whoever took over the delegate's place."""
    return session.scalar(select(Delegate).where(Delegate.substitute_for == delegate_id))


def last_of_chain(session: Session, delegate: Delegate) -> Delegate:
    """Who has the place now: the delegate, or the last of those whom it passed to."""
    return chain_of(session, delegate)[-1]


def chain_of(session: Session, delegate: Delegate) -> list[Delegate]:
    """Everybody who had the place, the first one first; the delegate alone when it was never handed over."""
    chain = [delegate]
    while chain[0].substitute_for is not None:
        chain.insert(0, session.get_one(Delegate, chain[0].substitute_for))
    while (following := successor_of(session, chain[-1].id)) is not None:
        chain.append(following)
    return chain


def before_and_after(session: Session, delegates: Sequence[Delegate]) -> dict[UUID, dict[str, Any]]:
    """By delegate, whose place they took over and who took over theirs, with their names; two queries."""
    before, after = _names_before(session, delegates), _successors(session, delegates)
    return {
        one.id: {
            "substitute_for": one.substitute_for,
            "substitute_for_name": before.get(one.substitute_for),
            "substituted_by": after.get(one.id, _NOBODY)[0],
            "substituted_by_name": after.get(one.id, _NOBODY)[1],
        }
        for one in delegates
    }


def _names_before(session: Session, delegates: Sequence[Delegate]) -> dict[UUID | None, str]:
    before = [one.substitute_for for one in delegates if one.substitute_for is not None]
    named = select(Delegate.id, Delegate.full_name).where(Delegate.id.in_(before))
    return {row[0]: row[1] for row in session.execute(named)} if before else {}


def _successors(session: Session, delegates: Sequence[Delegate]) -> dict[UUID | None, tuple[UUID, str]]:
    handed_over = [one.id for one in delegates if one.state == DelegateState.SUBSTITUTED]
    here = Delegate
    named = select(here.substitute_for, here.id, here.full_name).where(here.substitute_for.in_(handed_over))
    return {row[0]: (row[1], row[2]) for row in session.execute(named)} if handed_over else {}
