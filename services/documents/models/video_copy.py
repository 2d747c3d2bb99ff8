"""The light copy of a cut that browsers play, with its poster and thumbnails."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, state_text
from services.documents.models.film_work import FilmWork


class CopyState(StrEnum):
    """Where a copy is. A cut that was inspected and has no row waits for its turn."""

    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    REMOVED = "removed"
    """Newer cuts have theirs; the original is kept."""


class VideoCopy(FilmWork):
    """One copy of a cut. Its three files are in the store, under their checksums.

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

    state: Mapped[CopyState] = mapped_column(state_text(CopyState))
    made: Mapped[dict[str, Any] | None] = mapped_column(Json)
    problem: Mapped[dict[str, str] | None] = mapped_column(Json)
    film_sha256: Mapped[str | None] = mapped_column(String(64))
    film_size: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes."""
    poster_sha256: Mapped[str | None] = mapped_column(String(64))
    poster_size: Mapped[int | None] = mapped_column(Integer)
    strip_sha256: Mapped[str | None] = mapped_column(String(64))
    strip_size: Mapped[int | None] = mapped_column(Integer)
