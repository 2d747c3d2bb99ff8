"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

Json = JSON().with_variant(JSONB(), "postgresql")
"""JSON text on SQLite, JSONB on PostgreSQL."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive value is a bug and is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give SQLite's naive values their zone back."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class NormalText(TypeDecorator[str]):
    """Text kept in Unicode NFC, so that equal words compare equal and papers render (findings, Papers)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Compose on the way in."""
        return None if value is None else unicodedata.normalize("NFC", value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Stored text needs no change."""
        return None if value is None else str(value)


def state_text(states: type[StrEnum], name: str = "state", *, length: int = 16) -> Enum:
    """A column of one of these words, held by a check constraint `name`, not by a database type."""
    return Enum(
        states,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda enumeration: [state.value for state in enumeration],
    )
