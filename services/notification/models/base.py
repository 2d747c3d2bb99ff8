"""The declarative base of the notification service's tables."""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from chassis.db.tables import NAMING


class Base(DeclarativeBase):
    """Constraint names are fixed, so that a migration means the same on SQLite and PostgreSQL."""

    metadata = MetaData(naming_convention=NAMING)
