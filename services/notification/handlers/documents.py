"""What the notification service does on the news of documents.

plan_published         keep the facts of the conference; stop reminders of old dates, make those of the new ones
conference_postponed   tell everybody once, and stop what tells the old time or place
agenda_published       tell speakers whose items changed, and the office
agenda_drifted         tell the next speakers that the conference is late or early
document_rendered      attach the paper to the message that waits for it, and let it go;
                       a corrected one replaces the first
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import MessageKind
from services.notification.operations import reasons
from services.notification.operations.attach_paper import attach_paper
from services.notification.operations.keep_facts import keep_conference
from services.notification.operations.keep_reminders import people_of
from services.notification.operations.tell_agenda import (
    has_office_address,
    keep_agenda,
    office_of,
    people_to_tell_of_agenda,
    speakers_to_warn,
)
from services.notification.operations.tell_move import note_move, people_to_tell, rewrite_letters


def on_plan_published(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Keep what letters and calendar entries say of the conference; reminders follow its dates."""
    conference = keep_conference(session, event.data)
    mailroom.remind(session, conference.conference, people_of(session, conference.conference))


def on_conference_postponed(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """One letter to each person. Raises `NotYetKnown` while the moved plan has not arrived: the inbox tries again."""
    conference = note_move(session, event.data)
    if conference is None:
        return
    rewrite_letters(session, mailroom.composer, conference, mailroom.now())
    for person in people_to_tell(session, conference, mailroom.now()):
        kind, reason = MessageKind.CONFERENCE_POSTPONED, reasons.of_move(conference, person.id)
        mailroom.prepare(session, kind, conference.conference, person.id, reason, awaits_paper=False)


def on_agenda_published(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """One letter to each speaker whose items changed, and one to the office unless the conference was only moved.

    Raises `NotYetKnown` while the plan has not arrived.
    """
    data, slug = event.data, event.conference
    if not keep_agenda(session, data):
        return
    session.flush()
    for about in people_to_tell_of_agenda(session, data, mailroom.now()):
        reason = reasons.of_agenda(data["number"], about)
        mailroom.prepare(session, MessageKind.AGENDA_CHANGED, slug, about, reason, awaits_paper=False)
    if data["cause"] == "edited" and has_office_address(session, slug):
        office = office_of(slug)
        reason = reasons.of_agenda(data["number"], office)
        mailroom.prepare(session, MessageKind.AGENDA_PUBLISHED, slug, office, reason, awaits_paper=False)


def on_agenda_drifted(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """The next speakers hear that they speak later or earlier than planned."""
    for about in speakers_to_warn(session, event.data):
        reason = reasons.of_delay(event.sequence, about)
        mailroom.prepare(session, MessageKind.AGENDA_DELAYED, event.conference, about, reason, awaits_paper=False)


def on_document_rendered(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Send what waited for this paper. Raises `NotYetKnown` if nothing does so far: the inbox tries again."""
    if attach_paper(session, mailroom.composer, event.data, mailroom.now()) is not None:
        mailroom.signal.call_after_commit(session)
