"""Whom the applied plan names for a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Plan


def focal_point_of(session: Session, conference: str, unit: str | None) -> dict[str, Any]:
    """`recipient_name` and `recipient_email` of the unit's focal point; None where the plan names nobody."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {"units": []}
    entry: Mapping[str, Any] = next((each for each in content["units"] if each["code"] == unit), {})
    contact = entry.get("focal_point") or {}
    return {"recipient_name": contact.get("name"), "recipient_email": contact.get("email")}
