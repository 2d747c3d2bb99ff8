"""Keeps the projection of commendations: what registration says of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import Commendation

_COLUMNS = (
    "conference",
    "position",
    "title",
    "state",
    "delegate_id",
    "unit",
    "recipient_name",
    "recipient_post",
    "unit_name",
    "proxy_name",
)
_UNKNOWN = {"position": 0, "title": "", "state": "waiting", "recipient_name": ""}
"""Of one whose removal is the first that is heard of it."""


def keep_commendation(session: Session, data: dict[str, Any], sequence: int, *, removed: bool) -> None:
    """Keep a commendation as described, or that it is gone: whichever news is the latest, in any order of arrival."""
    commendation = session.get(Commendation, data["commendation_id"])
    if commendation is None:
        commendation = Commendation(id=data["commendation_id"], sequence=0, **_UNKNOWN)
        session.add(commendation)
    if sequence <= commendation.sequence:
        return
    for column in _COLUMNS:
        if column in data:
            setattr(commendation, column, data[column])
    commendation.removed, commendation.sequence = removed, sequence
