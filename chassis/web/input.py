"""Fields for what people type, the same in every service."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from chassis.contracts.base import CODE
from chassis.language import Text

LARGEST_NUMBER = 2**31 - 1
VERSION_RANGE = validate.Range(min=0, max=LARGEST_NUMBER)
CODE_RULES = [CODE, validate.Length(max=64)]
_UNWRITABLE = ("Cc", "Cs", "Co", "Cn")
"""Unicode categories that no person types: control characters, lone surrogates, unassigned."""

_TEXT_HELP = Text("Không được để trống hoặc chứa ký tự điều khiển.", "Must not be empty or hold control characters.")


class Line(fields.String):
    """One line of text: spaces tidied, composed (NFC), and never empty."""

    def __init__(self, *, longest: int = 200, **options: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=longest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        return _written(" ".join(super()._deserialize(value, attr, data, **options).split()))


class Prose(fields.String):
    """Text of one or more paragraphs, a line each: spaces tidied, empty lines dropped, composed, and never empty."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=longest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        lines = (" ".join(line.split()) for line in super()._deserialize(value, attr, data, **options).splitlines())
        return "\n".join(_written(line) for line in lines if line) or _written("")


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


def _written(text: str) -> str:
    """The text composed (NFC), or bad input where no person could have typed it."""
    composed = unicodedata.normalize("NFC", text)
    if not composed or any(unicodedata.category(character) in _UNWRITABLE for character in composed):
        raise ValidationError([_TEXT_HELP])
    return composed
