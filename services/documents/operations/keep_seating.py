"""Keeps the projection of the published seating."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import SeatingPlan


def keep_seating(session: Session, data: dict[str, Any]) -> SeatingPlan:
    """Keep the hall and who sits where, in place of an earlier publication."""
    seats = {each["seat"]: str(each["delegate_id"]) for each in data["seats"]}
    return session.merge(
        SeatingPlan(conference=data["conference"], published_at=data["published_at"], hall=data["hall"], seats=seats)
    )
