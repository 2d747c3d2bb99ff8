"""Fields for what people type."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from chassis.contracts.base import CODE
from chassis.language import Text
from services.registration.names import SEARCH_HELP, folded
from services.registration.phones import parse_phone

LARGEST_NUMBER = 2**31 - 1
VERSION_RANGE = validate.Range(min=0, max=LARGEST_NUMBER)
CODE_RULES = [CODE, validate.Length(max=64)]
_UNWRITABLE = ("Cc", "Cs", "Co", "Cn")
"""Unicode categories that no person types: control characters, lone surrogates, unassigned."""

_PHONE_HELP = Text("Số điện thoại không đúng, ví dụ 0900.000.001.", "Not a phone number, such as 0900.000.001.")
_TEXT_HELP = Text("Không được để trống hoặc chứa ký tự điều khiển.", "Must not be empty or hold control characters.")


class Line(fields.String):
    """One line of text: spaces tidied, composed (NFC), and never empty."""

    def __init__(self, *, longest: int = 200, **options: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=longest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        text = unicodedata.normalize("NFC", " ".join(super()._deserialize(value, attr, data, **options).split()))
        if not text or any(unicodedata.category(character) in _UNWRITABLE for character in text):
            raise ValidationError([_TEXT_HELP])
        return text


class Phone(fields.String):
    """A phone number in any of its spellings, kept in E.164."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        try:
            return parse_phone(super()._deserialize(value, attr, data, **options))
        except ValueError as error:
            raise ValidationError([_PHONE_HELP]) from error


class Search(fields.String):
    """At least two letters or digits of a name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if len(folded(text).replace(" ", "")) < 2 or len(text) > 100:
            raise ValidationError([SEARCH_HELP])
        return text


def email_field(**options: Any) -> fields.Email:
    """An e-mail address of a length that mail servers accept (RFC 5321)."""
    return fields.Email(validate=validate.Length(max=254), **options)


def code_field(**options: Any) -> fields.String:
    """Code of a unit, category or gate."""
    return fields.String(validate=CODE_RULES, **options)


def moment_field(**options: Any) -> fields.AwareDateTime:
    """RFC 3339, with a zone, within a lifetime of this program."""
    earliest, latest = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
    return fields.AwareDateTime(format="iso", validate=validate.Range(min=earliest, max=latest), **options)
