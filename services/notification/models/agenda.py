"""The published agenda as letters need it: a projection of documents.agenda_published."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText, UtcDateTime
from services.notification.models.base import Base


class Agenda(Base):
    """The last publication, for the letter to the office."""

    __tablename__ = "agendas"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(NormalText)
    reason: Mapped[str | None] = mapped_column(NormalText)
    changes: Mapped[list[dict[str, str]]] = mapped_column(Json)
    """What it changed, each as `vi` and `en`; empty for the first."""


class AgendaNotice(Base):
    """What a speaker (a delegate, or a unit by its invitation) was last told of their own items.

    A slot is `item_id`, `title`, `minutes`, `starts_at` and `ends_at`. A letter tells how `slots` differ from `before`.
    """

    __tablename__ = "agenda_notices"

    about: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64), index=True)
    number: Mapped[int] = mapped_column(Integer)
    """The publication that the last letter told of; also the revision of its calendar entries (SEQUENCE)."""
    before: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    slots: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    delay: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The last news of a delay: `title`, `drift_minutes`, `starts_at`."""
