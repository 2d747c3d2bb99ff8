"""Finds what a message is about and writes its letter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.models import Conference, Delegate, Invitation, MessageKind


class NotYetKnown(LookupError):
    """The event came before another that it stands on. The inbox tries it again, when that one has arrived."""


def compose_letter(
    session: Session, composer: Composer, kind: MessageKind, conference: str, about: UUID, now: datetime
) -> Letter:
    """The letter as of what is known now. Raises `NotYetKnown`."""
    facts = session.get(Conference, conference)
    if facts is None:
        raise NotYetKnown(f"the plan of {conference} has not arrived")
    if kind is MessageKind.CONFERENCE_POSTPONED:
        return composer.conference_postponed(facts, _anybody(session, about), now)
    if kind in _ABOUT_INVITATIONS:
        invitation = session.get(Invitation, about)
        if invitation is None:
            raise NotYetKnown(f"invitation {about} has not arrived")
        return _ABOUT_INVITATIONS[kind](composer, facts, invitation, now)
    delegate = session.get(Delegate, about)
    if delegate is None:
        raise NotYetKnown(f"delegate {about} has not arrived")
    return _ABOUT_DELEGATES[kind](composer, facts, delegate, now)


_ABOUT_INVITATIONS = {
    MessageKind.INVITATION_ISSUED: Composer.invitation_issued,
    MessageKind.INVITATION_REMINDER: Composer.invitation_reminder,
}
_ABOUT_DELEGATES = {
    MessageKind.DELEGATE_REGISTERED: Composer.delegate_registered,
    MessageKind.DELEGATE_CONFIRMED: Composer.delegate_confirmed,
    MessageKind.DELEGATE_SUBSTITUTED: Composer.delegate_substituted,
    MessageKind.SUBSTITUTION_REPORTED: Composer.substitution_reported,
    MessageKind.CONFIRMATION_REMINDER: Composer.confirmation_reminder,
    MessageKind.ATTENDANCE_REMINDER: Composer.attendance_reminder,
}


def _anybody(session: Session, about: UUID) -> Delegate | Invitation:
    person = session.get(Delegate, about) or session.get(Invitation, about)
    if person is None:
        raise NotYetKnown(f"nobody is known as {about}")
    return person
