"""A file of many papers that the worker makes for the printer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText, UtcDateTime, state_text
from services.documents.models.base import Base


class PrintKind(StrEnum):
    """What is printed in numbers, or takes long."""

    INVITATIONS = "invitations"
    NAME_TENTS = "name_tents"
    BADGES = "badges"
    DIGEST_PDF = "digest_pdf"
    DIGEST_WORD = "digest_word"


class PrintState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PrintJob(Base):
    """Made by whichever worker holds it: one that is killed lets it go, and the next begins the file anew.

    `choices` are what was asked for; `fingerprint` is of everything printed, so that the same is not made twice.
    `problem` says in both languages why there is no file. The row is forgotten with its file: both hold names.
    """

    __tablename__ = "print_jobs"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    kind: Mapped[PrintKind] = mapped_column(state_text(PrintKind, "kind"))
    choices: Mapped[dict[str, Any]] = mapped_column(Json)
    fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[PrintState] = mapped_column(state_text(PrintState), default=PrintState.WAITING)
    items_done: Mapped[int] = mapped_column(Integer, default=0)
    items_total: Mapped[int] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when the worker that has it is believed to be alive; renewed as papers are done."""
    filename: Mapped[str] = mapped_column(NormalText)
    pages: Mapped[int | None] = mapped_column(Integer)
    size: Mapped[int | None] = mapped_column(Integer)
    """Bytes of the file."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    problem: Mapped[dict[str, str] | None] = mapped_column(Json)
    asked_by: Mapped[str] = mapped_column(NormalText)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("items_done >= 0 and items_done <= items_total", name="items"),
        CheckConstraint("state != 'done' or (content is not null and sha256 is not null)", name="done_has_a_file"),
        CheckConstraint("state != 'running' or held_until is not null", name="running_is_held"),
        Index(None, "conference", "asked_at"),
        Index(None, "state", "asked_at"),
    )
