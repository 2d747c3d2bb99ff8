"""Letters about the desk's work: topics, activities, petitions, medals; to whoever has to act or waits for a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.composing.petitions_medals import (
    medal_decided,
    medal_returned,
    petition_answered,
    petition_assigned,
)
from services.notification.composing.wording import day, moment_in_words
from services.notification.models import Conference, MessageKind


def desk_letter(composer: Composer, kind: MessageKind, conference: Conference, data: Mapping[str, Any]) -> Letter:
    """The letter for the data of an event: to the focal point it names, else to the office."""
    if kind in _OWN_WRITERS:
        return _OWN_WRITERS[kind](composer, conference, data)
    here = f"conferences/{conference.conference}"
    if kind in (MessageKind.ACTIVITY_JUDGED, MessageKind.ACTIVITY_OVERDUE):
        page, until = f"{here}/activities/{data['report_id']}", data.get("last_moment")
        zone = ZoneInfo(conference.timezone)
        due = until and {"vi": moment_in_words(until, zone, "vi"), "en": moment_in_words(until, zone, "en")}
        return composer.letter(kind, conference, page, _focal_point(data, "unit_name"), report=data, due=due)
    if kind is MessageKind.TOPIC_ANSWERED:
        office = (conference.contact_name or conference.host_in_full, conference.contact_email)
        return composer.letter(kind, conference, f"{here}/topics/{data['topic_id']}", office, topic=data)
    addressee = "unit_name" if kind is MessageKind.TOPIC_SELECTED else "department_name"
    due = None if data["text_due"] is None else _in_words(data["text_due"])
    return composer.letter(kind, conference, f"{here}/topics", _focal_point(data, addressee), topic=data, due=due)


def _focal_point(data: Mapping[str, Any], addressee: str) -> tuple[str, str | None]:
    return data["recipient_name"] or data[addressee] or "", data["recipient_email"]


def _in_words(due: date) -> dict[str, str]:
    moment = datetime.combine(due, time())
    return {"vi": day(moment, "vi"), "en": day(moment, "en")}


_OWN_WRITERS = {
    MessageKind.PETITION_ASSIGNED: petition_assigned,
    MessageKind.PETITION_ANSWERED: petition_answered,
    MessageKind.MEDAL_RETURNED: medal_returned,
    MessageKind.MEDAL_DECIDED: medal_decided,
}
