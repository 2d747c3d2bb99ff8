"""What the others are told of an obligation."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import object_session

from services.documents.models import Obligation, Plan


def announced(obligation: Obligation) -> dict[str, Any]:
    """What every event about an obligation says."""
    return {
        "conference": obligation.conference,
        "obligation_id": obligation.id,
        "code": obligation.code,
        "title": obligation.title,
        "kind": obligation.kind,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "state": obligation.state.value,
        "policy": obligation.policy,
        "due_date": obligation.due_date,
        "extended_to": obligation.extended_to,
        "strict_until": obligation.strict_until,
        "last_moment": obligation.last_moment,
        **_focal_point(obligation),
    }


def _focal_point(obligation: Obligation) -> dict[str, Any]:
    """Whom the plan names for the unit: letters about the obligation go there."""
    session = object_session(obligation)
    plan = None if session is None else session.get(Plan, obligation.conference)
    units = [] if plan is None else plan.content["units"]
    unit = next((unit for unit in units if unit["code"] == obligation.unit), None)
    point = (unit and unit["focal_point"]) or {}
    return {f"focal_point_{name}": point.get(name) for name in ("name", "email", "phone")}
