"""What the notification service does on the news of the judging of the film.

video_appraised    changes_requested, approved, reopened: tell the broadcaster, with what is to be changed
                   agreed: tell the other appraisers (else the office) that a second person has to follow
video_appraisal_due    remind the appraisers (else the office); when it is late, tell the office as well
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.composing.film_judging import film_agreed, film_due, film_judged
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import MessageKind
from services.notification.operations import reasons
from services.notification.operations.not_yet_known import known_conference

TO_THE_BROADCASTER = ("changes_requested", "approved", "reopened")


def on_video_appraised(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Once each. That somebody began is told nobody. Raises `NotYetKnown` while the plan has not arrived."""
    data = event.data
    slug, about = data["conference"], data["video_report_id"]
    conference = known_conference(session, slug)
    if data["decision"] in TO_THE_BROADCASTER:
        letter = film_judged(mailroom.composer, conference, data)
        reason = reasons.of_desk_news(MessageKind.FILM_JUDGED, about, event.sequence)
        mailroom.send(session, MessageKind.FILM_JUDGED, slug, about, reason, letter)
    if data["decision"] != "agreed":
        return
    others = [each for each in data["appraisers"] if each["email"] and each["name"] != data["by"]]
    for position, appraiser in enumerate(others or [None]):
        letter = film_agreed(mailroom.composer, conference, data, appraiser)
        reason = f"{reasons.of_desk_news(MessageKind.FILM_AGREED, about, event.sequence)}:{position}"
        mailroom.send(session, MessageKind.FILM_AGREED, slug, about, reason, letter)


def on_video_appraisal_due(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """One letter to each of them for each number of days. Raises `NotYetKnown` while the plan has not arrived."""
    data = event.data
    slug, about = data["conference"], data["video_report_id"]
    conference = known_conference(session, slug)
    readers = [each for each in data["appraisers"] if each["email"]]
    for position, appraiser in enumerate([*readers, None] if data["days_left"] < 0 else readers or [None]):
        letter = film_due(mailroom.composer, conference, data, appraiser)
        reason = reasons.of_film_due(about, data["last_moment"], data["days_left"], position)
        mailroom.send(session, MessageKind.FILM_DUE, slug, about, reason, letter)
