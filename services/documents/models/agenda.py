"""The agenda: its draft, every published version, what was done to it, and how far each item is in the hall."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, synonym

from chassis.db.aggregate import Aggregate
from chassis.db.types import Json, NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.agenda import AgendaItemState


class Agenda(Base, Aggregate):
    """The draft as it is now, and which version is published. Locked for every change of either, and of the run."""

    __tablename__ = "agendas"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """The items in their order (`services.documents.agenda.entry_data`)."""
    draft_version: Mapped[int] = mapped_column(Integer, default=0)
    """One more with every change of the draft."""
    published_number: Mapped[int] = mapped_column(Integer, default=0)
    """The version that holds; 0 while none was published."""
    run_version: Mapped[int] = mapped_column(Integer, default=0)
    """One more with every step in the hall."""
    told_drift: Mapped[list[int]] = mapped_column(Json)
    """The thresholds (minutes, negative: too early) of which the next speakers were told."""

    id: Mapped[str] = synonym("conference")
    """The subject of the agenda's events."""


class AgendaVersion(Base):
    """One publication, as it was: who, when, why, and what it changed in words."""

    __tablename__ = "agenda_versions"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    items: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """The beginning that the items' times count from."""
    changes: Mapped[list[dict[str, str]]] = mapped_column(Json)
    """`change`, `item_id` and the sentence as `vi` and `en`, against the version before."""
    reason: Mapped[str | None] = mapped_column(NormalText)
    cause: Mapped[str] = mapped_column(String(16))
    """`edited`, or `postponed`: the conference was moved and took its agenda along."""
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(NormalText)

    __table_args__ = (CheckConstraint("number >= 1", name="number"),)


class AgendaChange(Base):
    """What somebody did to the draft (`track` draft) or in the hall (`run`): told to whoever comes too late."""

    __tablename__ = "agenda_changes"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    track: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    """The `draft_version` or `run_version` that it made."""
    sentences: Mapped[list[dict[str, str]]] = mapped_column(Json)
    """What was done, each as `vi` and `en`."""
    before: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    """The draft before it, to be brought back; None in the hall."""
    undone: Mapped[bool] = mapped_column(default=False)
    """Whether it was taken back, or is itself a taking back."""
    by: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str | None] = mapped_column(String(16))
    """None where the system did it by itself."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AgendaItemRun(Base, Aggregate):
    """How far an item of the published agenda is; no row while nothing happened to it."""

    __tablename__ = "agenda_item_runs"

    item_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    state: Mapped[AgendaItemState] = mapped_column(state_text(AgendaItemState))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    id: Mapped[UUID] = synonym("item_id")
    """The subject of its events."""

    __table_args__ = (
        Index(None, "conference"),
        CheckConstraint("state != 'running' or started_at is not null", name="running_was_started"),
        CheckConstraint("state != 'finished' or finished_at is not null", name="finished_at"),
    )
