"""Contradictions in the check-in log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from services.registration.models import CheckIn, CheckInConflict
from services.registration.queries.check_ins import check_in_views

_SHOWN = (*("id", "kind", "delegate_id", "opened_at", "decision", "resolved_at", "resolved_by", "reason", "version"),)


def list_conflicts(session: Session, slug: str, arguments: Mapping[str, Any]) -> Page[dict[str, Any]]:
    """The conflicts of a conference, the open ones that wait longest first; with all that is known of the delegate."""
    statement = select(CheckInConflict).where(CheckInConflict.conference == slug)
    if arguments["state"] is not None:
        is_open = CheckInConflict.decision.is_(None)
        statement = statement.where(is_open if arguments["state"] == "open" else ~is_open)
    page = page_of(
        session,
        statement,
        arguments,
        sortable={"opened_at": CheckInConflict.opened_at, "resolved_at": CheckInConflict.resolved_at},
        default_sort="opened_at",
        tie_breaker=CheckInConflict.id,
    )
    return Page(conflict_views(session, page.items), page.page, page.page_size, page.total)


def conflict_views(session: Session, conflicts: Sequence[CheckInConflict]) -> list[dict[str, Any]]:
    """Conflicts with their line and, for who decides, every other line of the same delegate in order of time."""
    delegates = {conflict.delegate_id for conflict in conflicts}
    lines = session.scalars(
        select(CheckIn).where(CheckIn.delegate_id.in_(delegates)).order_by(CheckIn.happened_at, CheckIn.id)
    ).all()
    views = check_in_views(session, lines)
    return [
        {name: getattr(conflict, name) for name in _SHOWN}
        | {
            "state": "open" if conflict.decision is None else "resolved",
            "check_in": next(view for view in views if view["id"] == conflict.check_in_id),
            "others": [
                view
                for view in views
                if view["delegate_id"] == conflict.delegate_id and view["id"] != conflict.check_in_id
            ],
        }
        for conflict in conflicts
    ]
