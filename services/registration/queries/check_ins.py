"""The check-in log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration.models import CheckIn, Delegate, Outcome, Unit

_SHOWN = ("id", "scan_id", "outcome", "problem", "delegate_id", "gate", "scanned_at", "received_at", "by", "undone_at")


def list_check_ins(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[dict[str, Any]]:
    """Every scan of the conference, whatever came of it; the latest first."""
    statement = select(CheckIn).where(CheckIn.conference == slug)
    for condition in _conditions(arguments):
        statement = statement.where(condition)
    page = page_of(
        session,
        statement,
        arguments,
        sortable={"received_at": CheckIn.received_at, "scanned_at": CheckIn.scanned_at, "gate": CheckIn.gate},
        default_sort="-received_at",
        tie_breaker=CheckIn.id,
    )
    return Page(_views(session, page.items), page.page, page.page_size, page.total)


def check_in_of(session: Session, slug: str, check_in_id: UUID) -> CheckIn:
    """One line, locked. Raises `Problem` not-found."""
    line = session.get(CheckIn, check_in_id, with_for_update=True)
    return found(line if line is not None and line.conference == slug else None)


def check_in_view(session: Session, line: CheckIn) -> dict[str, Any]:
    """One line of the log with the delegate's name."""
    return _views(session, [line])[0]


def _views(session: Session, lines: Sequence[CheckIn]) -> list[dict[str, Any]]:
    names = _names(session, {line.delegate_id for line in lines if line.delegate_id is not None})
    nobody = {"full_name": None, "unit_name": None}
    return [
        {name: getattr(line, name) for name in _SHOWN}
        | (nobody if line.delegate_id is None else names[line.delegate_id])
        for line in lines
    ]


def _names(session: Session, delegates: set[UUID]) -> dict[UUID, dict[str, str | None]]:
    of_unit = and_(Unit.conference == Delegate.conference, Unit.code == Delegate.unit)
    unit_name = func.coalesce(Unit.name, Delegate.organisation)
    named = (
        select(Delegate.id, Delegate.full_name, unit_name).outerjoin(Unit, of_unit).where(Delegate.id.in_(delegates))
    )
    return {row[0]: {"full_name": row[1], "unit_name": row[2]} for row in session.execute(named)}


def _conditions(arguments: Mapping[str, Any]) -> Iterable[Any]:
    if arguments["gate"] is not None:
        yield CheckIn.gate == arguments["gate"]
    if arguments["outcome"] is not None:
        yield CheckIn.outcome == Outcome(arguments["outcome"])
    if arguments["delegate"] is not None:
        yield CheckIn.delegate_id == arguments["delegate"]
