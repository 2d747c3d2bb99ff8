"""The check-in log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration.models import CheckIn, CheckInUndo, Delegate, Outcome, RejectedEntry, Unit

_SHOWN = (
    *("id", "scan_id", "outcome", "problem", "delegate_id", "gate", "scanned_at", "received_at", "happened_at", "by"),
    *("station", "admitted", "answered"),
)
_NEVER_UNDONE = {"undone_at": None, "undone_by": None, "undone_reason": None}


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
    return Page(check_in_views(session, page.items), page.page, page.page_size, page.total)


def list_rejected_entries(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[RejectedEntry]:
    """What stations sent and could not become a line; the latest first."""
    return page_of(
        session,
        select(RejectedEntry).where(RejectedEntry.conference == slug),
        arguments,
        sortable={"received_at": RejectedEntry.received_at},
        default_sort="-received_at",
        tie_breaker=RejectedEntry.id,
    )


def check_in_of(session: Session, slug: str, check_in_id: UUID) -> CheckIn:
    """One line. Raises `Problem` not-found."""
    line = session.get(CheckIn, check_in_id)
    return found(line if line is not None and line.conference == slug else None)


def check_in_view(session: Session, line: CheckIn) -> dict[str, Any]:
    """One line of the log with the delegate's name."""
    return check_in_views(session, [line])[0]


def check_in_views(session: Session, lines: Sequence[CheckIn]) -> list[dict[str, Any]]:
    """Lines of the log with their delegates' names and, where they were taken back, by whom, when and why."""
    names = _names(session, {line.delegate_id for line in lines if line.delegate_id is not None})
    undone = _undone(session, {line.id for line in lines})
    nobody = {"full_name": None, "unit_name": None}
    return [
        {name: getattr(line, name) for name in _SHOWN}
        | (nobody if line.delegate_id is None else names[line.delegate_id])
        | undone.get(line.id, _NEVER_UNDONE)
        for line in lines
    ]


def _undone(session: Session, lines: set[UUID]) -> dict[UUID, dict[str, Any]]:
    undos = session.scalars(
        select(CheckInUndo).where(CheckInUndo.check_in_id.in_(lines)).order_by(CheckInUndo.happened_at.desc())
    )
    return {
        undo.check_in_id: {"undone_at": undo.undone_at, "undone_by": undo.by, "undone_reason": undo.reason}
        for undo in undos
    }


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
