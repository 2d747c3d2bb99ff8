"""Letters about the agenda: to whoever does something in it, and to the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chassis.calendar import FILENAME, MEDIA_TYPE, Occasion, calendar_of, entry_uid
from chassis.language import Language
from services.notification.composing.composer import Composer, phone_of
from services.notification.composing.letter import Enclosure, Letter
from services.notification.composing.wording import day, moment_in_words
from services.notification.models import Agenda, AgendaNotice, Conference, Delegate, Person

Slot = Mapping[str, Any]


def agenda_changed(
    composer: Composer, conference: Conference, person: Person, notice: AgendaNotice, now: datetime
) -> Letter:
    """Tells a speaker their items, with the times before where they were others, and encloses them for a calendar."""
    zone = ZoneInfo(conference.timezone)
    known = {slot["item_id"]: slot for slot in notice.before}
    wanted = {slot["item_id"] for slot in notice.slots}
    values = {
        "slots": [_told(slot, known.get(slot["item_id"]), zone) for slot in notice.slots],
        "dropped": [_told(slot, None, zone) for slot in notice.before if slot["item_id"] not in wanted],
        "first": not notice.before,
    }
    letter = _to_person(composer, "agenda_changed", conference, person, values)
    return replace(letter, enclosures=(_calendar(composer, conference, person, notice, now),))


def agenda_delayed(composer: Composer, conference: Conference, person: Person, notice: AgendaNotice) -> Letter:
    """Tells a speaker that they speak later or earlier than planned. Their calendar keeps the plan."""
    delay = notice.delay or {}
    starts_at = datetime.fromisoformat(delay["starts_at"]).astimezone(ZoneInfo(conference.timezone))
    minutes = delay["drift_minutes"]
    values = {
        "title": delay["title"],
        "at": f"{starts_at:%H:%M}",
        "minutes": abs(minutes),
        "late": minutes > 0,
    }
    return _to_person(composer, "agenda_delayed", conference, person, values)


def agenda_published(composer: Composer, conference: Conference, agenda: Agenda) -> Letter:
    """Tells the office that a version was published, by whom and why, and what it changed."""
    recipient = (conference.contact_name or conference.host_in_full, conference.contact_email)
    link = f"/conferences/{conference.conference}/agenda"
    at = {
        language: moment_in_words(agenda.published_at, ZoneInfo(conference.timezone), language)
        for language in ("vi", "en")
    }
    return composer.letter("agenda_published", conference, link, recipient, agenda=agenda, at=at)


def _to_person(composer: Composer, kind: str, conference: Conference, person: Person, values: dict[str, Any]) -> Letter:
    if isinstance(person, Delegate):
        recipient = (person.full_name, person.email)
        names = {"person": person.full_name, "about": person.post}
    else:
        recipient = (person.recipient_name or person.invitee_name, person.recipient_email)
        names = {"person": person.recipient_name, "about": person.invitee_name}
    letter = composer.letter(kind, conference, person.link, recipient, **names, **values)
    return replace(letter, recipient_phone=phone_of(person))


def _told(slot: Slot, before: Slot | None, zone: ZoneInfo) -> dict[str, Any]:
    moved = before is not None and _times(before) != _times(slot)
    return {
        "title": slot["title"],
        "minutes": slot["minutes"],
        "at": {language: _when(slot, zone, language) for language in ("vi", "en")},
        "was": {language: _when(before, zone, language) for language in ("vi", "en")} if moved and before else None,
    }


def _times(slot: Slot) -> tuple[str, str]:
    return slot["starts_at"], slot["ends_at"]


def _when(slot: Slot, zone: ZoneInfo, language: Language) -> str:
    """`08:10–08:20, thứ Năm, 04/7/2024`."""
    begins, ends = (datetime.fromisoformat(slot[name]).astimezone(zone) for name in ("starts_at", "ends_at"))
    return f"{begins:%H:%M}–{ends:%H:%M}, {day(begins, language)}"


def _calendar(
    composer: Composer, conference: Conference, person: Person, notice: AgendaNotice, now: datetime
) -> Enclosure:
    """Their items; those that are theirs no more are struck from calendars that hold them."""
    wanted = {slot["item_id"] for slot in notice.slots}
    gone = [slot for slot in notice.before if slot["item_id"] not in wanted]
    url = composer.address_of(person.link)
    organizer = f"mailto:{conference.contact_email or composer.sender.addr_spec}"
    occasions = [
        Occasion(
            uid=entry_uid(conference.conference, slot["item_id"]),
            sequence=notice.number,
            starts_at=datetime.fromisoformat(slot["starts_at"]),
            ends_at=datetime.fromisoformat(slot["ends_at"]),
            title=slot["title"],
            place=f"{conference.hall}, {conference.address}",
            url=url,
            host=conference.host_in_full,
            organizer=organizer,
            cancelled=slot in gone,
        )
        for slot in (*notice.slots, *gone)
    ]
    return Enclosure(FILENAME, MEDIA_TYPE, calendar_of(occasions, now))
