"""Phone numbers come in many spellings and are kept in one."""

from __future__ import annotations

import pytest

from services.registration.phones import masked_phone, parse_phone, shown_phone


@pytest.mark.parametrize(
    "text",
    ["0900.000.001", "0900 000 001", "0900-000-001", "0900000001", "+84 900 000 001", "84900000001", "0084900000001"],
)
def test_vietnamese_number_is_kept_in_e164(text: str) -> None:
    assert parse_phone(text) == "+84900000001"


def test_foreign_number_is_kept() -> None:
    assert parse_phone("+856 20 5550 0001") == "+8562055500001"


@pytest.mark.parametrize("text", ["", "12", "không có", "0900.000.00x", "+", "09000000011111111"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a phone number"):
        parse_phone(text)


def test_number_is_shown_as_it_is_printed_here() -> None:
    assert shown_phone("+84900000001") == "0900.000.001"


def test_foreign_number_is_shown_as_it_is() -> None:
    assert shown_phone("+8562055500001") == "+8562055500001"


def test_masked_number_can_be_recognised_and_not_called() -> None:
    assert masked_phone("+84900000001") == "0900 *** 001"


def test_no_number_is_no_number() -> None:
    assert (shown_phone(None), masked_phone(None)) == (None, None)
