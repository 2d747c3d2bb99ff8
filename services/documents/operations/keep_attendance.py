"""Keeps the projection of check-ins: what registration says of who came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from services.documents.models import Attendance

_LINES = cast(Table, Attendance.__table__)


def keep_attendance(session: Session, data: dict[str, Any], sequence: int, *, undone_at: datetime | None) -> None:
    """Keep that a delegate came in, or since when that no longer counts.

    What stands is the latest news of the check-in, in whichever order they arrive.
    """
    line = {
        "check_in_id": data["check_in_id"],
        "conference": data["conference"],
        "delegate_id": data["delegate_id"],
        "gate": data["gate"],
        "came_at": data["happened_at"] or data["scanned_at"],
        "undone_at": undone_at,
        "sequence": sequence,
    }
    session.execute(_KEEP[session.get_bind().dialect.name], line)


def _keep(insert: Any) -> Any:
    statement = insert(_LINES)
    newest = {column.name: statement.excluded[column.name] for column in _LINES.c if not column.primary_key}
    return statement.on_conflict_do_update(
        index_elements=[_LINES.c.check_in_id], set_=newest, where=_LINES.c.sequence < statement.excluded.sequence
    )


# One statement for each of the hall's check-ins: three hundred come within half an hour.
_KEEP = {"postgresql": _keep(postgresql_insert), "sqlite": _keep(sqlite_insert)}
