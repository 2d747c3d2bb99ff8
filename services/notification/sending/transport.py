"""What the sender needs of a transport. SMTP and the mailbox stand behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from uuid import UUID

from services.notification.workflows.attempt import Report


@dataclass(frozen=True)
class Parcel:
    """One try to send one message. `attempt` tells it from every other try."""

    message_id: UUID
    attempt: int
    sender: str
    recipient: str
    mail: EmailMessage


@dataclass(frozen=True)
class TextParcel:
    """The same for a short text. `phone` is all digits and begins with the country: 84900000001."""

    message_id: UUID
    attempt: int
    channel: str
    phone: str
    text: str


ContentStarts = Callable[[], bool]
"""Called before the first byte of the content goes out. Commits that fact; False forbids to go on."""


class Transport(Protocol):
    """A way to a recipient."""

    channel: str

    def deliver(self, parcel: Parcel, content_starts: ContentStarts) -> Report:
        """Try once. Trouble is reported, not raised."""
        ...

    def rest(self) -> None:
        """Nothing is due at the moment: what is kept open for the next message may be closed."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...
