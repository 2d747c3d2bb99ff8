"""The shapes of single values in a plan: a code, an e-mail address, a phone number, a number within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import available_timezones

from marshmallow import ValidationError, validate

from chassis.contracts.base import CODE, SLUG
from chassis.contracts.hall import ROW_NAME, seat_label
from chassis.language import Text

_NOT_IN_A_PHONE = re.compile(r"[.\s-]")
_PHONE = re.compile(r"(?:\+84|0)([1-9][0-9]{8,9})")
_EMAIL = validate.Email()


@dataclass(frozen=True)
class Shape:
    """What a text must look like. `parse` gives the text to keep, or None where it has another shape."""

    parse: Callable[[str], str | None]
    expected: Text


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest number, both allowed."""

    least: int
    most: int


@dataclass(frozen=True)
class Length:
    """The most characters of a text."""

    most: int


LONGEST_LINE = 300
LONGEST_CODE = 64
LONGEST_EMAIL = 254
LONGEST_SEAT_NUMBER = 4


def _accepted(validator: Callable[[str], str], longest: int) -> Callable[[str], str | None]:
    def parse(text: str) -> str | None:
        try:
            return validator(text) if len(text) <= longest else None
        except ValidationError:
            return None

    return parse


def _phone(text: str) -> str | None:
    """The number with country code, as it is stored: `0900.000.001` is `+84900000001`."""
    match = _PHONE.fullmatch(_NOT_IN_A_PHONE.sub("", text))
    return f"+84{match[1]}" if match else None


def _timezone(text: str) -> str | None:
    return text if text in available_timezones() else None


def _row_name(text: str) -> str | None:
    return text if ROW_NAME.fullmatch(text) else None


def _seat(text: str) -> str | None:
    """`A-5` is `A-05`, as seats are printed."""
    row, _, number = text.rpartition("-")
    plain = number.isascii() and number.isdigit() and len(number) <= LONGEST_SEAT_NUMBER
    return seat_label(row, int(number)) if plain and ROW_NAME.fullmatch(row) else None


Code = Annotated[
    str,
    Shape(
        _accepted(CODE, LONGEST_CODE),
        Text(
            "mã gồm chữ thường không dấu, số và dấu gạch nối, ví dụ so-y-te",
            "a code of small unaccented letters, digits and hyphens, e.g. so-y-te",
        ),
    ),
]
Slug = Annotated[
    str,
    Shape(
        _accepted(SLUG, LONGEST_CODE),
        Text(
            "mã hội nghị gồm chữ thường không dấu, số và dấu gạch nối, ví dụ thai-nguyen-2024",
            "a code of small unaccented letters, digits and hyphens, e.g. thai-nguyen-2024",
        ),
    ),
]
Email = Annotated[
    str,
    Shape(
        _accepted(_EMAIL, LONGEST_EMAIL),
        Text("địa chỉ thư điện tử, ví dụ vanphong@donvi.example", "an e-mail address, e.g. office@unit.example"),
    ),
]
Phone = Annotated[
    str,
    Shape(
        _phone,
        Text(
            "số điện thoại bắt đầu bằng 0 hoặc +84, ví dụ 0900.000.001",
            "a phone number beginning with 0 or +84, e.g. 0900.000.001",
        ),
    ),
]
Timezone = Annotated[
    str,
    Shape(_timezone, Text("múi giờ, ví dụ Asia/Ho_Chi_Minh", "a time zone, e.g. Asia/Ho_Chi_Minh")),
]
RowName = Annotated[
    str,
    Shape(
        _row_name,
        Text(
            "tên hàng ghế từ 1 đến 4 chữ in hoa không dấu hoặc số, ví dụ A",
            "a row's name of 1 to 4 unaccented capital letters or digits, e.g. A",
        ),
    ),
]
SeatLabel = Annotated[
    str,
    Shape(_seat, Text("ghế viết bằng tên hàng và số, ví dụ A-05", "a seat by its row and number, e.g. A-05")),
]
Line = Annotated[str, Length(LONGEST_LINE)]
Paragraph = Annotated[str, Length(4000)]
Count = Annotated[int, Bounds(0, 10_000)]
Positive = Annotated[int, Bounds(1, 100_000)]
