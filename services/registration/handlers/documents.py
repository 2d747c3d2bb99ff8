"""What registration does on the news of documents.

plan_published   bring conference, units, gates and draft invitations to the plan
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.envelope import Event
from services.registration.operations.apply_plan import apply_plan
from services.registration.parts import Parts


def on_plan_published(session: Session, event: Event, *, parts: Parts, clock: Clock) -> None:
    """Take over the plan, unless a later version of it was taken over already."""
    apply_plan(session, event.data, parts=parts, clock=clock)
