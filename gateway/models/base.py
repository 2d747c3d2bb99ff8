"""The declarative base of the gateway's tables."""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from chassis.db.tables import NAMING


class Base(DeclarativeBase):
    """Base of the gateway's mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
