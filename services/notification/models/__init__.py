"""What the notification service keeps, one noun a file. Importing this package registers every table."""

from services.notification.models.agenda import Agenda, AgendaNotice
from services.notification.models.attachment import Attachment
from services.notification.models.base import Base
from services.notification.models.channel import TEXTS, Channel, next_channel
from services.notification.models.conference import Conference
from services.notification.models.delegate import Delegate
from services.notification.models.delivery import Delivery, Outcome
from services.notification.models.invitation import Invitation
from services.notification.models.kind import AGENDA_LETTERS, REMINDERS, TELLS_THE_SEAT, MessageKind
from services.notification.models.message import Message
from services.notification.models.obligation import Arrears, Obligation, arrears_id

Person = Delegate | Invitation
"""Whom a message is about."""
Remindable = Person | Obligation | Arrears
"""What people are reminded of."""

__all__ = [
    "AGENDA_LETTERS",
    "REMINDERS",
    "TELLS_THE_SEAT",
    "TEXTS",
    "Agenda",
    "AgendaNotice",
    "Arrears",
    "Attachment",
    "Base",
    "Channel",
    "Conference",
    "Delegate",
    "Delivery",
    "Invitation",
    "Message",
    "MessageKind",
    "Obligation",
    "Outcome",
    "Person",
    "Remindable",
    "arrears_id",
    "next_channel",
]
