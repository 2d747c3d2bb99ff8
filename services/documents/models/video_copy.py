"""The light copy of a cut that browsers play, with its poster and thumbnails."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Float, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, UtcDateTime, state_text
from services.documents.models.base import Base


class CopyState(StrEnum):
    """Where a copy is. A cut that was inspected and has no row waits for its turn."""

    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    REMOVED = "removed"
    """Newer cuts have theirs; the original is kept."""


class VideoCopy(Base):
    """One copy, known by the version that it is of. Its three files are in the store, under their checksums.

    `made` is that of `services.documents.film.browser_copy`; `problem` says in both languages why there is none.
    """

    __tablename__ = "video_copies"
    __table_args__ = (
        CheckConstraint("(state = 'ready') = (film_sha256 IS NOT NULL)", name="film_sha256"),
        CheckConstraint("(state = 'ready') = (poster_sha256 IS NOT NULL)", name="poster_sha256"),
        CheckConstraint("(state = 'ready') = (strip_sha256 IS NOT NULL)", name="strip_sha256"),
        CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="problem"),
        CheckConstraint("state <> 'ready' OR made IS NOT NULL", name="made"),
        Index(None, "video_report_id"),
        Index(None, "film_sha256"),
        Index(None, "poster_sha256"),
        Index(None, "strip_sha256"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_versions.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    state: Mapped[CopyState] = mapped_column(state_text(CopyState))
    progress: Mapped[float] = mapped_column(Float)
    attempts: Mapped[int] = mapped_column(Integer)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made: Mapped[dict[str, Any] | None] = mapped_column(Json)
    problem: Mapped[dict[str, str] | None] = mapped_column(Json)
    film_sha256: Mapped[str | None] = mapped_column(String(64))
    film_size: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes."""
    poster_sha256: Mapped[str | None] = mapped_column(String(64))
    poster_size: Mapped[int | None] = mapped_column(Integer)
    strip_sha256: Mapped[str | None] = mapped_column(String(64))
    strip_size: Mapped[int | None] = mapped_column(Integer)
