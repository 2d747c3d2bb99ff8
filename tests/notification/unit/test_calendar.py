"""The calendar entry, as a calendar program reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from typing import Any
from uuid import UUID

from icalendar import Calendar

from services.notification.composing.calendar import calendar_entry
from services.notification.models import Conference
from services.notification.operations.keep_facts import CONFERENCE_FACTS
from tests.notification.world import FACTS, NOW, SLUG

SENDER = Address(addr_spec="hoinghi@tuyengiao.example")
ABOUT = UUID(int=7)
URL = "https://hoinghi.example/l/token"


def _entry(sequence: int = 1, about: UUID = ABOUT, **values: Any) -> Any:
    facts = {name: FACTS[name] for name in CONFERENCE_FACTS} | values
    conference = Conference(conference=SLUG, plan_version=9, calendar_sequence=sequence, **facts)
    calendar = Calendar.from_ical(calendar_entry(conference, about, URL, SENDER, NOW).content)
    assert calendar["METHOD"] == "PUBLISH"
    (entry,) = calendar.walk("VEVENT")
    return entry


def test_the_entry_says_what_when_and_where() -> None:
    entry = _entry()

    assert (str(entry["SUMMARY"]), str(entry["LOCATION"])) == (FACTS["title"], f"{FACTS['hall']}, {FACTS['address']}")
    assert (entry.start, entry.end) == (
        datetime(2024, 7, 4, 0, 30, tzinfo=UTC),
        datetime(2024, 7, 4, 4, 30, tzinfo=UTC),
    )


def test_the_organizer_is_the_host_at_the_contact_address() -> None:
    organizer = _entry()["ORGANIZER"]

    assert (str(organizer), organizer.params["CN"]) == (
        "mailto:vanphong@tuyengiao.example",
        "Ban Tuyên giáo Tỉnh ủy Thái Nguyên",
    )


def test_a_moved_conference_moves_the_same_entry() -> None:
    first, later = _entry(1), _entry(2, starts_at=datetime(2024, 7, 5, 0, 30, tzinfo=UTC))

    assert first["UID"] == later["UID"]
    assert (first["SEQUENCE"], later["SEQUENCE"]) == (1, 2)


def test_each_recipient_has_an_entry_of_their_own() -> None:
    assert _entry()["UID"] != _entry(about=UUID(int=8))["UID"]


def test_no_line_is_longer_than_75_octets() -> None:
    facts = {name: FACTS[name] for name in CONFERENCE_FACTS}
    conference = Conference(conference=SLUG, plan_version=1, calendar_sequence=0, **facts)
    content = calendar_entry(conference, ABOUT, URL, SENDER, NOW).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_text_cannot_add_properties() -> None:
    entry = _entry(hall="Hội trường\r\nATTENDEE:mailto:la@nguoi.example")

    assert "ATTENDEE" not in entry
