"""The plan that holds now."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import Plan

COUNTED = ("units", "obligations", "categories", "guests", "activities")


def current_plan(session: Session, conference: str) -> dict[str, Any] | None:
    """The applied plan with its file and how much it holds, or None when none was applied."""
    plan = session.get(Plan, conference)
    if plan is None:
        return None
    return {
        "conference": plan.conference,
        "title": plan.title,
        "version": plan.version,
        "applied_at": plan.applied_at,
        "applied_by": plan.applied_by,
        "shift_to": plan.shift_to,
        "source": plan.source,
        "counts": {noun: len(plan.content.get(noun, ())) for noun in COUNTED},
    }
