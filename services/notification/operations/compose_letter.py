"""Finds what a message is about and writes its letter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.notification.composing.agenda import agenda_changed, agenda_delayed, agenda_published
from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.models import (
    AGENDA_LETTERS,
    Agenda,
    AgendaNotice,
    Conference,
    Delegate,
    Invitation,
    MessageKind,
    Obligation,
)
from services.notification.operations.keep_obligations import arrears_named
from services.notification.operations.not_yet_known import NotYetKnown, known_conference
from services.notification.operations.told_seat import told_seat

__all__ = ["NotYetKnown", "compose_letter"]


def compose_letter(
    session: Session, composer: Composer, kind: MessageKind, conference: str, about: UUID, now: datetime
) -> Letter:
    """The letter as of what is known now. Raises `NotYetKnown`."""
    facts = known_conference(session, conference)
    if kind is MessageKind.CONFERENCE_POSTPONED:
        return composer.conference_postponed(facts, _anybody(session, about), now)
    if kind in AGENDA_LETTERS:
        return _about_agenda(session, composer, kind, facts, about, now)
    if kind is MessageKind.ARREARS_REPORTED:
        return composer.arrears_reported(facts, arrears_named(session, facts, about), now)
    if kind in _ABOUT_OBLIGATIONS:
        return composer.about_obligation(kind, facts, _obligation(session, about), {}, now)
    if kind in _ABOUT_INVITATIONS:
        return _ABOUT_INVITATIONS[kind](composer, facts, _invitation(session, about), now)
    delegate = _delegate(session, about)
    if kind is MessageKind.SEAT_CHANGED:
        known = told_seat(session, delegate)
        return composer.seat_changed(facts, delegate, now, told=None if known is None else known.seat)
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


def _about_agenda(
    session: Session, composer: Composer, kind: MessageKind, facts: Conference, about: UUID, now: datetime
) -> Letter:
    if kind is MessageKind.AGENDA_PUBLISHED:
        return agenda_published(composer, facts, session.get_one(Agenda, facts.conference))
    person, notice = _anybody(session, about), session.get_one(AgendaNotice, about)
    if kind is MessageKind.AGENDA_DELAYED:
        return agenda_delayed(composer, facts, person, notice)
    return agenda_changed(composer, facts, person, notice, now)


_ABOUT_OBLIGATIONS = frozenset(
    {MessageKind.OBLIGATION_REMINDER, MessageKind.OBLIGATION_OVERDUE, MessageKind.OBLIGATION_ESCALATED}
)


def _obligation(session: Session, about: UUID) -> Obligation:
    obligation = session.get(Obligation, about)
    if obligation is None:
        raise NotYetKnown(f"obligation {about} has not arrived")
    return obligation


def _invitation(session: Session, about: UUID) -> Invitation:
    invitation = session.get(Invitation, about)
    if invitation is None:
        raise NotYetKnown(f"invitation {about} has not arrived")
    return invitation


def _delegate(session: Session, about: UUID) -> Delegate:
    delegate = session.get(Delegate, about)
    if delegate is None:
        raise NotYetKnown(f"delegate {about} has not arrived")
    return delegate


def _anybody(session: Session, about: UUID) -> Delegate | Invitation:
    person = session.get(Delegate, about) or session.get(Invitation, about)
    if person is None:
        raise NotYetKnown(f"nobody is known as {about}")
    return person
