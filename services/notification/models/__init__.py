"""What the notification service keeps, one noun a file. Importing this package registers every table."""

from services.notification.models.attachment import Attachment
from services.notification.models.base import Base
from services.notification.models.conference import Conference
from services.notification.models.delegate import Delegate
from services.notification.models.delivery import Delivery, Outcome
from services.notification.models.invitation import Invitation
from services.notification.models.kind import REMINDERS, MessageKind
from services.notification.models.message import Message

Person = Delegate | Invitation
"""Whom a message is about."""

__all__ = [
    "REMINDERS",
    "Attachment",
    "Base",
    "Conference",
    "Delegate",
    "Delivery",
    "Invitation",
    "Message",
    "MessageKind",
    "Outcome",
    "Person",
]
