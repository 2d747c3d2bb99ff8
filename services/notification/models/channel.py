"""The ways to a recipient, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Channel(StrEnum):
    """`email`, or `mailbox` where no mail server is set, comes first; texts follow where providers are set."""

    EMAIL = "email"
    MAILBOX = "mailbox"
    SMS = "sms"
    ZALO = "zalo"


TEXTS = (Channel.SMS, Channel.ZALO)


def next_channel(channel: str, offered: Collection[str]) -> Channel | None:
    """The way to try after this one; None after the last."""
    later = TEXTS[TEXTS.index(Channel(channel)) + 1 :] if channel in TEXTS else TEXTS
    return next((each for each in later if each in offered), None)
