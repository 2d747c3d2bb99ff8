"""A gate (cửa) where passes are scanned."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.models.base import Base, Code, Slug, Words


class Gate(Base):
    """A door of the hall, as the plan names it."""

    __tablename__ = "gates"

    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Words]
