"""Fields for what people type of delegates: phone numbers, and names to search for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from chassis.language import Text
from services.registration.names import SEARCH_HELP, folded
from services.registration.phones import parse_phone

_PHONE_HELP = Text("Số điện thoại không đúng, ví dụ 0900.000.001.", "Not a phone number, such as 0900.000.001.")


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
