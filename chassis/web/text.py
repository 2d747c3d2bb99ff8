"""Text that every database can hold: PostgreSQL knows no NUL, and UTF-8 no lone surrogate."""

from __future__ import annotations

from marshmallow import ValidationError

NOT_STORABLE = "Not storable text."


def storable(text: str) -> None:
    """Validates a field of text from outside that is stored or searched for. Raises `ValidationError`.

    Not a pattern, so that it stays out of the API's description: it could not be said in JSON.
    """
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError(NOT_STORABLE)
