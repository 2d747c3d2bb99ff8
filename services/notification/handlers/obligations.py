"""What the notification service does on the news of what units owe and hand in.

obligations_planned     keep what is owed; reminders follow the plan's dates
obligation_arisen,
obligation_dropped      what is owed without a plan: reminders begin and end
submission_received     send the receipt; nobody is reminded any more
submission_checked      tell the unit what of its file is to be mended
extension_asked         tell the office
submission_returned,
submission_accepted     tell the unit, with the remarks
obligation_extended,
extension_refused       tell the unit; reminders follow the granted day
every other             bring reminders in line
"""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import Conference, MessageKind, Obligation
from services.notification.operations import reasons
from services.notification.operations.keep_obligations import (
    arrears_at,
    keep_arisen,
    keep_obligation,
    keep_planned_obligations,
)
from services.notification.operations.keep_reminders import people_of
from services.notification.operations.not_yet_known import NotYetKnown, known_conference

LETTERS = {
    "documents.submission_received.v1": MessageKind.SUBMISSION_RECEIVED,
    "documents.submission_returned.v1": MessageKind.SUBMISSION_JUDGED,
    "documents.submission_accepted.v1": MessageKind.SUBMISSION_JUDGED,
    "documents.obligation_extended.v1": MessageKind.EXTENSION_DECIDED,
    "documents.extension_refused.v1": MessageKind.EXTENSION_DECIDED,
    "documents.extension_asked.v1": MessageKind.EXTENSION_ASKED,
}
ARISEN = "documents.obligation_arisen.v1"
DROPPED = "documents.obligation_dropped.v1"
NEWS = (
    *LETTERS,
    ARISEN,
    DROPPED,
    "documents.submission_withdrawn.v1",
    "documents.submission_taken_up.v1",
    "documents.submission_reopened.v1",
    "documents.obligation_fulfilled.v1",
    "documents.extension_withdrawn.v1",
)
"""Every event about one obligation."""


def on_obligations_planned(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Keep what is owed by the plan; the reminders of everybody follow."""
    keep_planned_obligations(session, event.data)
    slug = event.data["conference"]
    mailroom.remind(session, slug, people_of(session, slug))


def on_obligation_news(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Tell the unit what there is to tell, once, and bring its reminders and the office's in line."""
    slug = event.data["conference"]
    conference = known_conference(session, slug)
    known = session.get(Obligation, event.data["obligation_id"])
    before = None if known is None else known.last_moment
    if event.type in (ARISEN, DROPPED):
        obligation = keep_arisen(session, event.data, event.sequence, dropped=event.type == DROPPED)
    else:
        obligation = keep_obligation(session, event.data, event.sequence)
    kind = LETTERS.get(event.type)
    if kind is not None:
        composer, to_office = mailroom.composer, kind is MessageKind.EXTENSION_ASKED
        compose = composer.extension_asked if to_office else partial(composer.about_obligation, kind)
        letter = compose(conference, obligation, event.data, mailroom.now())
        reason = reasons.of_obligation_news(obligation, event.sequence)
        mailroom.send(session, kind, slug, obligation.id, reason, letter)
    mailroom.remind(session, slug, [obligation])
    for moment in {before or obligation.last_moment, obligation.last_moment}:
        mailroom.remind(session, slug, [arrears_at(session, conference, obligation, moment)])


def on_submission_checked(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Tell the unit what of the form of its file is to be mended, or that it could not be opened; once a version.

    A file that is in form gives no letter. Raises `NotYetKnown` while the obligation has not arrived.
    """
    data = event.data
    if not data["warnings"] and data["outcome"] != "could_not":
        return
    conference = session.get(Conference, data["conference"])
    obligation = session.get(Obligation, data["obligation_id"])
    if conference is None or obligation is None:
        raise NotYetKnown(f"obligation {data['obligation_id']} has not arrived")
    letter = mailroom.composer.form_checked(conference, obligation, data, mailroom.now())
    reason = reasons.of_form_check(data["submission_id"])
    mailroom.send(session, MessageKind.FORM_CHECKED, obligation.conference, obligation.id, reason, letter)
