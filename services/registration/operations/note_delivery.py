"""What became of an invitation's e-mail, as notification tells."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from services.registration.locks import LOCK
from services.registration.models import Delivery, Invitation


def note_delivery(
    session: Session, invitation_id: UUID, reason: str, delivery: Delivery, error: str | None = None
) -> None:
    """Keep the fate of the present issue's message. News of an earlier issue is old: it changes nothing.

    `reason` is what the message was sent for, and ends with the issue: `invitation:<id>:<issue>`.
    """
    invitation = session.get(Invitation, invitation_id, with_for_update=LOCK)
    if invitation is None or not reason.endswith(f":{invitation.issue}"):
        return
    invitation.delivery = delivery
    invitation.delivery_error = error
