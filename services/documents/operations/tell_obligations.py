"""Tells the others what is owed by the plan that holds: each obligation of each unit, with the moments that count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging import outbox
from services.documents.models import Obligation
from services.documents.operations.announce_obligation import announced
from services.documents.plan import Plan

PLANNED = "documents.obligations_planned.v1"


def tell_obligations(session: Session, plan: Plan, plan_version: int, clock: Clock) -> None:
    """Announce everything that is owed, with the focal point of each unit."""
    slug = plan.conference.slug
    owed = select(Obligation).where(Obligation.conference == slug, Obligation.dropped_at.is_(None))
    rows = session.scalars(owed.order_by(Obligation.position, Obligation.unit))
    told = [_told(row) for row in rows]
    data = {"conference": slug, "plan_version": plan_version, "obligations": told}
    outbox.record_fact(session, slug, plan_version, PLANNED, data, clock=clock)


def _told(row: Obligation) -> dict[str, Any]:
    facts = announced(row)
    del facts["conference"]
    return facts | {"version": row.version}
