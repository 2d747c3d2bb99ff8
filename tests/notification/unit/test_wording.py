"""Dates, numbers, phones and names as they stand in a letter."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chassis.language import Language
from services.notification.composing.wording import invitation_number, one_line, period_in_words, phone_in_groups

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2024, 7, 4, 0, 30, tzinfo=UTC)
NOON = datetime(2024, 7, 4, 4, 30, tzinfo=UTC)
NEXT_DAY = datetime(2024, 7, 5, 4, 30, tzinfo=UTC)
LATE_EVENING = datetime(2025, 2, 8, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "language", "words"),
    [
        (MORNING, NOON, "vi", "thứ Năm, 04/7/2024, 07:30"),
        (MORNING, NOON, "en", "Thursday, 4 July 2024, 07:30"),
        (MORNING, NEXT_DAY, "vi", "từ thứ Năm, 04/7/2024, 07:30 đến thứ Sáu, 05/7/2024, 11:30"),
        (MORNING, NEXT_DAY, "en", "Thursday, 4 July 2024, 07:30 to Friday, 5 July 2024, 11:30"),
        (LATE_EVENING, LATE_EVENING, "vi", "Chủ nhật, 09/02/2025, 00:30"),
    ],
)
def test_the_time_is_told_on_the_clock_of_the_place(
    starts_at: datetime, ends_at: datetime, language: Language, words: str
) -> None:
    assert period_in_words(starts_at, ends_at, HANOI, language) == words


@pytest.mark.parametrize(
    ("code", "profile", "number"),
    [("BTGTU", "party", "27-GM/BTGTU"), ("UBND", "nd30", "27/GM-UBND"), (None, "party", "27"), ("", "nd30", "27")],
)
def test_an_invitation_is_numbered_as_on_its_paper(code: str | None, profile: str, number: str) -> None:
    assert invitation_number(27, code, profile) == number


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+84900000001", "0900.000.001"), ("0900000001", "0900.000.001"), ("0208 3 000 000", "0208 3 000 000")],
)
def test_a_mobile_number_is_written_in_groups(stored: str, shown: str) -> None:
    assert phone_in_groups(stored) == shown


@pytest.mark.parametrize(
    "typed", ["Nguyễn  Thị\tMẫu", "Nguyễn\r\nThị Mẫu", " Nguyễn\u2028Thị\x00Mẫu ", "Nguyễn\u0085Thị\x0bMẫu"]
)
def test_typed_text_becomes_one_line(typed: str) -> None:
    assert one_line(typed) == "Nguyễn Thị Mẫu"
