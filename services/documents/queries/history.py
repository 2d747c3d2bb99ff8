"""The steps that led something to where it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Step


def history_of(session: Session, about: UUID) -> Sequence[Step]:
    """Who did what, when and why; the earliest first."""
    return session.scalars(select(Step).where(Step.about == about).order_by(Step.id)).all()


def last_step(session: Session, about: UUID, among: Collection[str] | None = None) -> Step | None:
    """What was done last, of everything or of these actions."""
    steps = select(Step).where(Step.about == about)
    if among is not None:
        steps = steps.where(Step.action.in_(among))
    return session.scalar(steps.order_by(Step.id.desc()).limit(1))
