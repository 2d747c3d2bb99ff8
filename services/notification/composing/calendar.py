"""The conference as a calendar entry that goes with a letter, one per recipient."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from uuid import UUID

from chassis.calendar import FILENAME, MEDIA_TYPE, Occasion, calendar_file, entry_uid
from services.notification.composing.letter import Enclosure
from services.notification.models import Conference


def calendar_entry(
    conference: Conference, about: UUID, url: str, sender: Address, now: datetime, *, seat: str | None = None
) -> Enclosure:
    """The entry for one invitation or delegate; after a move of the conference the same entry at its new time."""
    occasion = Occasion(
        uid=entry_uid(conference.conference, about),
        sequence=conference.calendar_sequence,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        title=conference.title,
        place=f"{conference.hall}, {conference.address}",
        url=url,
        host=conference.host_in_full,
        organizer=f"mailto:{conference.contact_email or sender.addr_spec}",
        seat=seat,
    )
    return Enclosure(FILENAME, MEDIA_TYPE, calendar_file(occasion, now))
