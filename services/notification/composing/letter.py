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
    """One e-mail before it is addressed to the mail server. `recipient_email` is None when nobody knows it."""

    recipient_name: str
    recipient_email: str | None
    subject: str
    text: str
    html: str
    enclosures: tuple[Enclosure, ...]
