"""The transport without a mail server: the messages table is the mailbox, and the pages show it."""

from __future__ import annotations

from services.notification.sending.transport import ContentStarts, Parcel
from services.notification.workflows.attempt import Report, Verdict


class MailboxTransport:
    """Delivers by leaving the message where it is."""

    channel = "mailbox"

    def deliver(self, parcel: Parcel, content_starts: ContentStarts) -> Report:
        """Nothing leaves, so nothing can go wrong."""
        return Report(Verdict.DELIVERED, "mailbox")

    def rest(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing is open."""
