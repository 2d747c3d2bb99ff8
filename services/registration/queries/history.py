"""The steps that led an invitation or delegate to where it is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from services.registration.models import Delegate, Step
from services.registration.operations.persons import affiliations_of


def history_of(session: Session, about: UUID) -> Sequence[Step]:
    """Who did what, when and why; the earliest first."""
    return session.scalars(select(Step).where(Step.about == about).order_by(Step.id)).all()


def seen_history_of(session: Session, delegate: Delegate, identity: Identity) -> Sequence[Step]:
    """The same for a delegate, as far as the reader may see: what another unit did is not a unit's to know."""
    steps = history_of(session, delegate.id)
    if identity.role != Role.UNIT or not affiliations_of(session, delegate):
        return steps
    return [step for step in steps if step.role != Role.UNIT or step.by == identity.name]
