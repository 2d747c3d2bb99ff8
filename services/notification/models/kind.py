"""What a message is for."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """Also the name of its folder under templates/email/."""

    INVITATION_ISSUED = "invitation_issued"
    DELEGATE_REGISTERED = "delegate_registered"
    DELEGATE_CONFIRMED = "delegate_confirmed"
    DELEGATE_SUBSTITUTED = "delegate_substituted"
    """To the one who handed their place over."""
    SUBSTITUTION_REPORTED = "substitution_reported"
    """To the focal point of their unit."""
    CONFERENCE_POSTPONED = "conference_postponed"
    INVITATION_REMINDER = "invitation_reminder"
    """To a unit or guest who has not answered."""
    CONFIRMATION_REMINDER = "confirmation_reminder"
    """To a delegate who has not confirmed."""
    ATTENDANCE_REMINDER = "attendance_reminder"
    """To who will come, shortly before."""


REMINDERS = frozenset(
    {MessageKind.INVITATION_REMINDER, MessageKind.CONFIRMATION_REMINDER, MessageKind.ATTENDANCE_REMINDER}
)
"""What is made ahead of its time, and sent when its moment comes."""
