"""Keeps the projection of delegates and their passes: what registration says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Delegate, RevokedPass
from services.documents.operations.file_paper import retire_papers

_COLUMNS = ("conference", "full_name", "post", "kind", "category", "unit", "unit_name", "state")


def keep_delegate(session: Session, data: dict[str, Any]) -> Delegate:
    """Keep a delegate as described; one who is not confirmed holds no pass."""
    delegate = session.get(Delegate, data["delegate_id"])
    if delegate is None:
        delegate = Delegate(id=data["delegate_id"])
        session.add(delegate)
    for column in _COLUMNS:
        setattr(delegate, column, data[column])
    delegate.substitute_for = data.get("substitute_for")
    delegate.affiliations = data["affiliations"]
    delegate.seat = data["seat"]
    if delegate.state != "confirmed":
        take_pass(session, delegate)
    return delegate


def give_pass(session: Session, delegate: Delegate, issued: dict[str, Any]) -> None:
    """Let the delegate hold this pass instead of any earlier one, unless it is already known to be dead."""
    if session.get(RevokedPass, issued["pass_id"]) is not None:
        take_pass(session, delegate)
        return
    delegate.pass_id = issued["pass_id"]
    delegate.pass_text = issued["text"]
    delegate.pass_code = issued["code"]


def take_pass(session: Session, delegate: Delegate) -> None:
    """Let the delegate hold no pass; their badge is no longer to be used."""
    if delegate.pass_id is not None:
        retire_papers(session, delegate.id, "badge")
    delegate.pass_id = delegate.pass_text = delegate.pass_code = None


def revoke_pass(session: Session, conference: str, pass_id: UUID, revoked_at: datetime) -> None:
    """Remember that a pass is dead, and take it from whoever holds it."""
    if session.get(RevokedPass, pass_id) is None:
        session.add(RevokedPass(pass_id=pass_id, conference=conference, revoked_at=revoked_at))
    holder = session.scalar(select(Delegate).where(Delegate.pass_id == pass_id))
    if holder is not None:
        take_pass(session, holder)
