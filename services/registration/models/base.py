"""The declarative base of the registration service's tables, and the column types they share."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from chassis.db.tables import NAMING
from chassis.db.types import NormalText

Slug = Annotated[str, mapped_column(String(64))]
"""Names a conference."""
Code = Annotated[str, mapped_column(String(64))]
"""Names a unit, category, gate or guest within its conference."""
Words = Annotated[str, mapped_column(NormalText)]
"""Text that a person wrote."""


class Base(DeclarativeBase):
    """Constraint names are fixed, so that a migration means the same on SQLite and PostgreSQL."""

    metadata = MetaData(naming_convention=NAMING)
