"""The conference as a calendar file of the own page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.calendar import Occasion, calendar_file, entry_uid


def calendar_entry(
    conference: Mapping[str, Any], about: str, url: str, now: datetime, *, seat: str | None = None
) -> bytes:
    """The entry for one invitation or delegate: the one that comes by e-mail, so whoever adds both has one."""
    contact = conference["contact_email"]
    occasion = Occasion(
        uid=entry_uid(conference["slug"], about),
        sequence=conference["calendar_sequence"],
        starts_at=datetime.fromisoformat(conference["starts_at"]),
        ends_at=datetime.fromisoformat(conference["ends_at"]),
        title=conference["title"],
        place=f"{conference['hall']}, {conference['address']}",
        url=url,
        host=conference["host"],
        organizer=f"mailto:{contact}" if contact else url,
        seat=seat,
    )
    return calendar_file(occasion, now)
