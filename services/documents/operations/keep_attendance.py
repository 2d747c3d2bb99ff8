"""Keeps the projection of check-ins: what registration says of who came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import Attendance


def keep_attendance(session: Session, data: dict[str, Any], sequence: int, *, undone_at: datetime | None) -> None:
    """Keep that a delegate came in, or since when that no longer counts.

    What stands is the latest news of the check-in, in whichever order they arrive.
    """
    line = session.get(Attendance, data["check_in_id"])
    if line is None:
        line = Attendance(check_in_id=data["check_in_id"], sequence=0)
        session.add(line)
    if sequence <= line.sequence:
        return
    line.conference, line.delegate_id, line.gate = data["conference"], data["delegate_id"], data["gate"]
    line.came_at, line.undone_at, line.sequence = data["happened_at"] or data["scanned_at"], undone_at, sequence
