"""What the notification service does on the news of the film.

video_inspected    tell the broadcaster what was found; tell its appraisers (else the office) that it can be appraised
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.composing.film import film_inspected, film_ready
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import MessageKind
from services.notification.operations import reasons
from services.notification.operations.not_yet_known import known_conference


def on_video_inspected(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Once a cut each. A file that cannot be opened is nothing to appraise: then only the office hears of it.

    Raises `NotYetKnown` while the plan has not arrived.
    """
    data = event.data
    slug, about = data["conference"], data["video_report_id"]
    conference = known_conference(session, slug)
    reason = reasons.of_film_inspection(data["version_id"])
    letter = film_inspected(mailroom.composer, conference, data)
    mailroom.send(session, MessageKind.FILM_INSPECTED, slug, about, reason, letter)
    known = [each for each in data["appraisers"] if each["email"]] if data["outcome"] != "could_not" else []
    for position, appraiser in enumerate(known or [None]):
        reason = reasons.of_film_to_appraise(data["version_id"], position)
        letter = film_ready(mailroom.composer, conference, data, appraiser)
        mailroom.send(session, MessageKind.FILM_READY, slug, about, reason, letter)
