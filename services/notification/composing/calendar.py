"""The conference as a calendar entry (RFC 5545), one per recipient."""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

from services.notification.composing.letter import Enclosure
from services.notification.models import Conference

FILENAME = "lich-hoi-nghi.ics"
MEDIA_TYPE = "text/calendar"


def calendar_entry(conference: Conference, about: UUID, url: str, sender: Address, now: datetime) -> Enclosure:
    """The entry for one invitation or delegate.

    Its UID is the same in every e-mail about them and on their own page; its SEQUENCE is the plan's version: a later
    e-mail moves the entry in the calendar instead of adding another (RFC 5545 section 3.8.7.4). Times are in UTC:
    every calendar shows them on the clock of its reader without a time zone table.
    """
    entry = Event()
    entry.add("uid", f"{conference.conference}.{about}@hoinghi")
    entry.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", conference.plan_version)
    entry.add("dtstart", conference.starts_at.astimezone(UTC))
    entry.add("dtend", conference.ends_at.astimezone(UTC))
    entry.add("summary", conference.title)
    entry.add("location", f"{conference.hall}, {conference.address}")
    entry.add("description", url)
    entry.add("url", url)
    entry.add("status", "CONFIRMED")
    entry.add("organizer", _organizer(conference, sender))
    calendar = Calendar()
    calendar.add("prodid", "-//Hoi nghi//notification//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return Enclosure(FILENAME, MEDIA_TYPE, calendar.to_ical())


def _organizer(conference: Conference, sender: Address) -> vCalAddress:
    organizer = vCalAddress(f"mailto:{conference.contact_email or sender.addr_spec}")
    organizer.params["CN"] = vText(conference.host_in_full)
    return organizer
