"""An occasion as a calendar file (RFC 5545), the same from an e-mail as from a page.

    calendar_file(Occasion(uid=entry_uid(slug, delegate_id), sequence=2, …), now)

Whoever adds the entry twice has it once (UID), and the one that knows the latest time and place stays (SEQUENCE).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

FILENAME = "lich-hoi-nghi.ics"
MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True)
class Occasion:
    """What is entered. `organizer` is the address of the host (a URI), which METHOD:PUBLISH asks for (RFC 5546)."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str
    host: str
    organizer: str
    seat: str | None = None
    """Where whoever adds the entry sits, once that is known."""
    cancelled: bool = False
    """Whether calendars that hold the entry are to drop it."""


def entry_uid(conference: str, about: UUID | str) -> str:
    """Names the entry of one invitation or delegate, wherever it was taken from."""
    return f"{conference}.{about}@hoinghi"


def calendar_file(occasion: Occasion, now: datetime) -> bytes:
    """The file with one entry, as of `now` (DTSTAMP)."""
    return calendar_of([occasion], now)


def calendar_of(occasions: Sequence[Occasion], now: datetime) -> bytes:
    """The file with an entry for each of these, as of `now`.

    Times are in UTC: every calendar shows them on the clock of its reader without a time zone table.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Hoi nghi//Hoi nghi//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for occasion in occasions:
        calendar.add_component(_entry(occasion, now))
    content: bytes = calendar.to_ical()
    return content


def _entry(occasion: Occasion, now: datetime) -> Event:
    entry = Event()
    entry.add("uid", occasion.uid)
    entry.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", occasion.sequence)
    entry.add("dtstart", occasion.starts_at.astimezone(UTC))
    entry.add("dtend", occasion.ends_at.astimezone(UTC))
    entry.add("summary", occasion.title)
    entry.add("location", occasion.place)
    entry.add("description", f"Chỗ ngồi: {occasion.seat}\n{occasion.url}" if occasion.seat else occasion.url)
    entry.add("url", occasion.url)
    entry.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    entry.add("organizer", _organizer(occasion))
    return entry


def _organizer(occasion: Occasion) -> vCalAddress:
    organizer = vCalAddress(occasion.organizer)
    organizer.params["CN"] = vText(occasion.host)
    return organizer
