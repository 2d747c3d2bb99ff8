"""Phone numbers: `0900.000.001`, `+84 900 000 001` and the like come in, `+84900000001` (E.164) is kept."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[\s.\-()/]")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{7,14}")
_NATIONAL = re.compile(r"0[1-9][0-9]{8,9}")
_COUNTRY = "+84"


def parse_phone(text: str) -> str:
    """The number in E.164. One without a country is Vietnamese. Raises `ValueError` when it is no phone number."""
    number = _SEPARATORS.sub("", text)
    if number.startswith("00"):
        number = "+" + number[2:]
    if _NATIONAL.fullmatch(number):
        number = _COUNTRY + number[1:]
    elif re.fullmatch(r"84[1-9][0-9]{8,9}", number):
        number = "+" + number
    if not _INTERNATIONAL.fullmatch(number):
        raise ValueError(f"not a phone number: {text!r}")
    return number


def shown_phone(number: str | None) -> str | None:
    """`+84900000001` as `0900.000.001`, the way it is printed here; a foreign number as it is."""
    if number is None or not number.startswith(_COUNTRY):
        return number
    national = "0" + number.removeprefix(_COUNTRY)
    return f"{national[:4]}.{national[4:7]}.{national[7:]}"


def masked_phone(number: str | None) -> str | None:
    """`+84900000001` as `0900 *** 001`: enough to recognise, too little to call."""
    if number is None:
        return None
    known = "0" + number.removeprefix(_COUNTRY) if number.startswith(_COUNTRY) else number
    return f"{known[:4]} *** {known[-3:]}"
