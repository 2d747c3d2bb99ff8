"""By what a conference's film is inspected, and who is to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.film.inspection.from_plan import thresholds_of_data
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.models import Plan

USUAL = Thresholds(duration=900.0, good_within=2.0, warn_within=10.0)
"""Where a plan owes a film and says nothing of it."""


def film_thresholds(session: Session, conference: str) -> Thresholds:
    """As the applied plan has them now."""
    return thresholds_of_data(_plan(session, conference)) or USUAL


def film_appraisers(session: Session, conference: str) -> list[dict[str, Any]]:
    """Those whom the plan names: `post`, `name` and `email`, of which the last two may be None."""
    film = _plan(session, conference).get("video_report") or {}
    named = film.get("appraisers") or ()
    return [{name: each.get(name) for name in ("post", "name", "email")} for each in named]


def _plan(session: Session, conference: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    return content
