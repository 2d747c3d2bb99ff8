"""What registration does on the news of notification.

notification_delivered, notification_failed   show the fate of an invitation's e-mail beside the invitation
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.registration.models import Delivery
from services.registration.operations.note_delivery import note_delivery

INVITATION_ISSUED = "invitation_issued"
"""The kind of message that carries an invitation; others are not registration's concern."""


def on_notification_delivered(session: Session, event: Event) -> None:
    """The mail server took the invitation."""
    if event.data["kind"] == INVITATION_ISSUED:
        note_delivery(session, event.data["about"], event.data["reason"], Delivery.SENT)


def on_notification_failed(session: Session, event: Event) -> None:
    """The invitation did not get through: the organizer sees it, and why."""
    if event.data["kind"] == INVITATION_ISSUED:
        note_delivery(session, event.data["about"], event.data["reason"], Delivery.FAILED, event.data["error"])
