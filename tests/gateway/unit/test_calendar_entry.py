"""The calendar file of the own page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from gateway.pages.calendar_entry import calendar_entry

CONFERENCE = {
    "slug": "hoi-nghi-thu",
    "title": "Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ; 6 tháng cuối năm",
    "starts_at": "2026-12-06T07:30:00+07:00",
    "ends_at": "2026-12-06T11:30:00+07:00",
    "hall": "Hội trường A, tầng 5",
    "address": "Số 1, đường Thử",
    "calendar_sequence": 3,
    "host": "Ban Tuyên giáo",
    "contact_email": "vanphong@thu.example",
}
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def _written(**facts: Any) -> bytes:
    return calendar_entry(CONFERENCE | facts, "42", "https://hoi-nghi.example/my", NOW)


def test_calendar_programs_read_what_was_meant() -> None:
    (event,) = Calendar.from_ical(_written()).walk("VEVENT")
    assert str(event["SUMMARY"]) == CONFERENCE["title"]
    assert str(event["LOCATION"]) == "Hội trường A, tầng 5, Số 1, đường Thử"
    assert event.decoded("DTSTART") == datetime(2026, 12, 6, 0, 30, tzinfo=UTC)
    assert event["SEQUENCE"] == 3


def test_lines_are_folded_between_letters() -> None:
    lines = _written().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


def test_it_says_who_holds_the_conference() -> None:
    (event,) = Calendar.from_ical(_written()).walk("VEVENT")
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:vanphong@thu.example",
        "Ban Tuyên giáo",
    )


def test_without_a_contact_the_page_stands_for_the_organizer() -> None:
    (event,) = Calendar.from_ical(_written(contact_email=None)).walk("VEVENT")
    assert str(event["ORGANIZER"]) == "https://hoi-nghi.example/my"
