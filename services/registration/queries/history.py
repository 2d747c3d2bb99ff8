"""The steps that led an invitation or delegate to where it is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.registration.models import Step


def history_of(session: Session, about: UUID) -> Sequence[Step]:
    """Who did what, when and why; the earliest first."""
    return session.scalars(select(Step).where(Step.about == about).order_by(Step.id)).all()
