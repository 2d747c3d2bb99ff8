"""A finished letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Enclosure:
    """A file to go with a letter."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One e-mail before it is addressed to the mail server. `recipient_email` is None when nobody knows it.

    `short` says what it is about in one line with the link: a text to `recipient_phone` where no e-mail arrives.
    """

    recipient_name: str
    recipient_email: str | None
    subject: str
    text: str
    html: str
    enclosures: tuple[Enclosure, ...]
    short: str = ""
    recipient_phone: str | None = None
    seat: str | None = None
    """The seat that it tells."""
