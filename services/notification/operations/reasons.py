"""Why a message is sent. There is never more than one message for one reason."""

from __future__ import annotations

from uuid import UUID

from services.notification.models import Conference, Delegate, Invitation


def of_issue(invitation: Invitation) -> str:
    """One issue of an invitation; the same words as in documents.document_rendered."""
    return f"invitation:{invitation.id}:{invitation.issue}"


def of_pass(pass_id: UUID) -> str:
    """A new pass; the same words as in documents.document_rendered."""
    return f"pass:{pass_id}"


def of_substitution(delegate: Delegate) -> str:
    """A place that passed to another person, told to the one who had it."""
    return f"substituted:{delegate.id}"


def of_reported_substitution(delegate: Delegate) -> str:
    """The same, told to the unit."""
    return f"substituted:{delegate.id}:unit"


def of_registration(delegate: Delegate) -> str:
    """A delegate's place on the list."""
    return f"registered:{delegate.id}"


def of_invitation_reminder(invitation: Invitation, calendar_sequence: int, days: int) -> str:
    """An answer that is missing, so many days before the deadline; one issue, and one move of the conference."""
    return f"reminder:invitation:{invitation.id}:{invitation.issue}:{calendar_sequence}:{days}d"


def of_confirmation_reminder(delegate: Delegate, calendar_sequence: int, days: int) -> str:
    """A confirmation that is missing."""
    return f"reminder:registered:{delegate.id}:{calendar_sequence}:{days}d"


def of_attendance_reminder(delegate: Delegate, calendar_sequence: int, days: int) -> str:
    """The conference is near, for the holder of a pass."""
    return f"reminder:pass:{delegate.pass_id}:{calendar_sequence}:{days}d"


def of_move(conference: Conference, about: UUID) -> str:
    """The last move of the conference, told to one person."""
    return f"{moves(conference.calendar_sequence)}{about}"


def moves(calendar_sequence: int) -> str:
    """How the reasons of all letters about one move begin."""
    return f"postponed:{calendar_sequence}:"
