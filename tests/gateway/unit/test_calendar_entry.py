"""The calendar file of the own page."""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar

from gateway.pages.calendar_entry import LONGEST_LINE, calendar_entry

CONFERENCE = {
    "slug": "hoi-nghi-thu",
    "title": "Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ; 6 tháng cuối năm",
    "starts_at": "2026-12-06T07:30:00+07:00",
    "ends_at": "2026-12-06T11:30:00+07:00",
    "hall": "Hội trường A, tầng 5",
    "address": "Số 1, đường Thử",
    "plan_version": 3,
}
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def _written() -> bytes:
    return calendar_entry(CONFERENCE, "42", "https://hoi-nghi.example/my", NOW)


def test_calendar_programs_read_what_was_meant() -> None:
    (event,) = Calendar.from_ical(_written()).walk("VEVENT")
    assert str(event["SUMMARY"]) == CONFERENCE["title"]
    assert str(event["LOCATION"]) == "Hội trường A, tầng 5, Số 1, đường Thử"
    assert event.decoded("DTSTART") == datetime(2026, 12, 6, 0, 30, tzinfo=UTC)
    assert event["SEQUENCE"] == 3


def test_lines_are_folded_between_letters() -> None:
    lines = _written().split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert [line.decode() for line in lines]
