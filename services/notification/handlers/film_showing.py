"""What the notification service does on the news of where the film is shown and broadcast.

video_scheduled            tell the broadcaster, and the office of another item than before
video_unscheduled          tell the broadcaster and the office
video_broadcast_reported   tell the office what was on air
video_shown                tell the broadcaster and the office
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.composing.film_showing import film_letter
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import MessageKind
from services.notification.operations import reasons
from services.notification.operations.not_yet_known import known_conference

LETTERS = {
    "documents.video_scheduled.v1": MessageKind.VIDEO_SCHEDULED,
    "documents.video_unscheduled.v1": MessageKind.VIDEO_UNSCHEDULED,
    "documents.video_broadcast_reported.v1": MessageKind.VIDEO_BROADCAST_REPORTED,
    "documents.video_shown.v1": MessageKind.VIDEO_SHOWN,
}


def on_film_showing(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """At most one letter to the broadcaster and one to the office. Raises `NotYetKnown` before the plan has arrived."""
    data, slug = event.data, event.data["conference"]
    conference = known_conference(session, slug)
    kind, about = LETTERS[event.type], data["video_report_id"]
    for to_office in _whom(kind, data, has_office=conference.contact_email is not None):
        letter = film_letter(mailroom.composer, kind, conference, data, to_office=to_office)
        reason = reasons.of_desk_news(kind, about, event.sequence) + (":office" if to_office else "")
        mailroom.send(session, kind, slug, about, reason, letter)


def _whom(kind: MessageKind, data: dict[str, object], *, has_office: bool) -> list[bool]:
    """To the broadcaster (false) and to the office (true)."""
    if kind is MessageKind.VIDEO_BROADCAST_REPORTED:
        aired = data["broadcast"]["state"] == "aired"  # type: ignore[index]
        return [True] if aired and has_office else []
    office = has_office and data.get("cause") != "broadcasts"
    return [False, True] if office else [False]
