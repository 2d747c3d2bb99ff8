"""Moves of a conference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.web.lists import Page, page_of
from services.documents.models import Postponement


def postponements(session: Session, conference: str, arguments: Mapping[str, Any]) -> Page[Mapping[str, Any]]:
    """Every move of the conference, the last one first."""
    page = page_of(
        session,
        select(Postponement).where(Postponement.conference == conference),
        arguments,
        sortable={"plan_version": Postponement.plan_version},
        default_sort="-plan_version",
        tie_breaker=Postponement.id,
    )
    return Page([told(item) for item in page.items], page.page, page.page_size, page.total)


def postponement_of(session: Session, conference: str, plan_version: int) -> Mapping[str, Any]:
    """The move that came with this version of the plan."""
    here = Postponement
    return told(session.scalars(select(here).filter_by(conference=conference, plan_version=plan_version)).one())


def told(moved: Postponement) -> Mapping[str, Any]:
    """A move with its moments as such."""
    names = ("id", "plan_version", "calendar_sequence", "reason", "postponed_at")
    return {name: getattr(moved, name) for name in names} | {
        "previous": _occasion(moved.previous),
        "present": _occasion(moved.present),
    }


def _occasion(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, **{name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}}
