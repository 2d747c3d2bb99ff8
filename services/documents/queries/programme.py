"""Activities, distribution list and report outlines of the applied plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.documents.models import Activity, DistributionEntry, Plan

ACTIVITY_SORTABLE = {
    "position": Activity.position,
    "title": Activity.title,
    "starts_on": Activity.starts_on,
    "due_date": Activity.due_date,
}
DISTRIBUTION_SORTABLE = {"position": DistributionEntry.position, "name": DistributionEntry.name}


def activities(conference: str) -> Select[Activity]:
    """The activities of a conference."""
    return select(Activity).where(Activity.conference == conference)


def distribution_list(conference: str) -> Select[DistributionEntry]:
    """Who receives the plan of a conference."""
    return select(DistributionEntry).where(DistributionEntry.conference == conference)


def report_outlines(session: Session, conference: str) -> list[dict[str, Any]] | None:
    """The report outlines as trees, or None when no plan was applied for the conference."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference))
    return None if content is None else content["report_outlines"]
