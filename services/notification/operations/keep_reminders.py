"""Which reminders people get by the plan, and bringing those that are made in line with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from services.notification.composing.composer import Composer, phone_of
from services.notification.models import (
    REMINDERS,
    Arrears,
    Conference,
    Delegate,
    Invitation,
    Message,
    MessageKind,
    Obligation,
    Remindable,
)
from services.notification.operations import reasons
from services.notification.operations.cancel_messages import STOPPED_AT_ONCE, cancel_message
from services.notification.operations.hold_reminder import TOO_LATE
from services.notification.operations.keep_obligations import arrears_of, obligations_of
from services.notification.operations.readdress_messages import rewrite_message
from services.notification.rules import (
    is_asked_to_confirm,
    is_reminded_to_answer,
    is_reminded_to_come,
    is_told_of_arrears,
)
from services.notification.schedule import moments_after, reminder_moments
from services.notification.workflows.message import MessageState

CONFIRMATION_DAYS = (3,)
ATTENDANCE_DAYS = (1,)
OVERDUE_DAYS = (1,)
ESCALATION_DAYS = (3,)
"""Days after the last one of a deadline: first the unit hears of it, then its leader and the office."""
NOT_ASKED = "there is nothing to remind of any more"
SETTLED = (MessageState.SENT, MessageState.CANCELLED)


@dataclass(frozen=True)
class Reminder:
    """One reminder of one person."""

    kind: MessageKind
    about: UUID
    reason: str
    due: datetime


def reminders_of(conference: Conference, person: Remindable) -> tuple[Reminder, ...]:
    """Every reminder that the plan means for a person as they are now, those of past moments too.

    A plan without reminder days wants no reminders at all.
    """
    if not conference.reminder_days:
        return ()
    if isinstance(person, Invitation):
        return tuple(_to_answer(conference, person))
    if isinstance(person, Obligation):
        return (*_to_hand_in(conference, person), *_of_being_late(conference, person))
    if isinstance(person, Arrears):
        return tuple(_of_arrears(conference, person))
    return (*_to_confirm(conference, person), *_to_come(conference, person))


def people_of(session: Session, slug: str) -> list[Remindable]:
    """Everybody and everything that a plan may concern, whatever became of them."""
    conference = session.get_one(Conference, slug)
    owed = obligations_of(session, slug)
    delegates = select(Delegate).where(Delegate.conference == slug).order_by(Delegate.id)
    invitations = select(Invitation).where(Invitation.conference == slug).order_by(Invitation.id)
    return [
        *session.scalars(delegates).all(),
        *session.scalars(invitations).all(),
        *owed,
        *arrears_of(conference, owed),
    ]


def keep_reminders(
    session: Session,
    composer: Composer,
    conference: Conference,
    people: Sequence[Remindable],
    now: datetime,
    *,
    by_phone: bool = False,
) -> list[Reminder]:
    """Stop the reminders that no longer hold, and bring the others to the plan's dates and words; what is to be made.

    A reason that had its reminder, sent or stopped, gets no second one; a moment that has passed gets none.
    Nor does whoever has no e-mail address, unless a text goes to their phone (`by_phone`).
    """
    meant = {person.id: reminders_of(conference, person) for person in people}
    made = _made(session, conference.conference, people)
    for message in _unsent(session, conference.conference, people):
        reminder = next((each for each in meant.get(message.about, ()) if each.reason == message.reason), None)
        if reminder is None:
            cancel_message(session, message, NOT_ASKED, now)
        else:
            _follow(session, composer, message, reminder, now)
    return [
        reminder
        for person in people
        if _address(person) is not None or (by_phone and _phone(person) is not None)
        for reminder in meant[person.id]
        if reminder.due > now and reminder.reason not in made[person.id]
    ]


def _follow(session: Session, composer: Composer, message: Message, reminder: Reminder, now: datetime) -> None:
    """Today's words and address; and the plan's date, unless somebody has tried to send it already."""
    if message.state in STOPPED_AT_ONCE:
        rewrite_message(session, composer, message, now)
    if (
        message.state not in (MessageState.QUEUED, MessageState.NO_ADDRESS)
        or message.attempts
        or message.next_attempt_at == reminder.due
    ):
        return
    if reminder.due <= now:
        cancel_message(session, message, TOO_LATE, now)
    else:
        message.next_attempt_at = reminder.due


def _made(session: Session, slug: str, people: Sequence[Remindable]) -> dict[UUID, set[str]]:
    here = select(Message.about, Message.reason).where(Message.conference == slug, Message.kind.in_(REMINDERS))
    made: dict[UUID, set[str]] = defaultdict(set)
    for about, reason in session.execute(here.where(Message.about == people[0].id) if len(people) == 1 else here):
        made[about].add(reason)
    return made


def _unsent(session: Session, slug: str, people: Sequence[Remindable]) -> Iterable[Message]:
    """Locked for this transaction."""
    here = select(Message).where(Message.conference == slug, Message.kind.in_(REMINDERS), Message.state.not_in(SETTLED))
    if len(people) == 1:
        here = here.where(Message.about == people[0].id)
    here = here.options(defer(Message.text), defer(Message.html), defer(Message.search))
    return session.scalars(here.order_by(Message.id).with_for_update()).all()


def _to_answer(conference: Conference, invitation: Invitation) -> Iterator[Reminder]:
    if not is_reminded_to_answer(invitation.withdrawn, invitation.answered):
        return
    deadline = conference.registration_closes_at or conference.starts_at
    for days, due in _moments(conference, deadline, conference.reminder_days):
        reason = reasons.of_invitation_reminder(invitation, conference.calendar_sequence, days)
        yield Reminder(MessageKind.INVITATION_REMINDER, invitation.id, reason, due)


def _to_confirm(conference: Conference, delegate: Delegate) -> Iterator[Reminder]:
    if not is_asked_to_confirm(delegate.state, delegate.unit):
        return
    for days, due in _moments(conference, conference.starts_at, CONFIRMATION_DAYS):
        reason = reasons.of_confirmation_reminder(delegate, conference.calendar_sequence, days)
        yield Reminder(MessageKind.CONFIRMATION_REMINDER, delegate.id, reason, due)


def _to_come(conference: Conference, delegate: Delegate) -> Iterator[Reminder]:
    if not is_reminded_to_come(delegate.state, delegate.code):
        return
    for days, due in _moments(conference, conference.starts_at, ATTENDANCE_DAYS):
        reason = reasons.of_attendance_reminder(delegate, conference.calendar_sequence, days)
        yield Reminder(MessageKind.ATTENDANCE_REMINDER, delegate.id, reason, due)


def _to_hand_in(conference: Conference, obligation: Obligation) -> Iterator[Reminder]:
    """Before the earlier reading of the deadline, so that neither reading makes anyone late."""
    if obligation.is_owed:
        for days, due in _moments(conference, obligation.strict_until, conference.reminder_days):
            reason = reasons.of_obligation_reminder(obligation, "owed", days)
            yield Reminder(MessageKind.OBLIGATION_REMINDER, obligation.id, reason, due)


def _of_being_late(conference: Conference, obligation: Obligation) -> Iterator[Reminder]:
    if not obligation.is_owed:
        return
    zone = ZoneInfo(conference.timezone)
    for kind, what, after in (
        (MessageKind.OBLIGATION_OVERDUE, "overdue", OVERDUE_DAYS),
        (MessageKind.OBLIGATION_ESCALATED, "escalated", ESCALATION_DAYS),
    ):
        for days, due in moments_after(obligation.last_moment, after, zone).items():
            yield Reminder(kind, obligation.id, reasons.of_obligation_reminder(obligation, what, days), due)


def _of_arrears(conference: Conference, arrears: Arrears) -> Iterator[Reminder]:
    if is_told_of_arrears(arrears.units):
        zone = ZoneInfo(conference.timezone)
        for days, due in moments_after(arrears.last_moment, ESCALATION_DAYS, zone).items():
            reason = reasons.of_arrears(arrears, days)
            yield Reminder(MessageKind.ARREARS_REPORTED, arrears.id, reason, due)


def _moments(conference: Conference, deadline: datetime, days: Iterable[int]) -> list[tuple[int, datetime]]:
    return sorted(reminder_moments(deadline, days, ZoneInfo(conference.timezone)).items(), reverse=True)


def _address(person: Remindable) -> str | None:
    if isinstance(person, Delegate):
        return person.email
    return person.focal_point_email if isinstance(person, Obligation) else person.recipient_email


def _phone(person: Remindable) -> str | None:
    if isinstance(person, Obligation):
        return person.focal_point_phone
    return None if isinstance(person, Arrears) else phone_of(person)
