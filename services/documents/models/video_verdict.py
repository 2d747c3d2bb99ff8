"""What an appraiser decided about a version of the film (phiếu thẩm định)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base


class FilmDecision(StrEnum):
    """What it is."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"


_STANDS = text("ended_at IS NULL")


class VideoVerdict(Base):
    """One verdict, kept for good. It names the cut by its checksum; a person has one that stands on each cut."""

    __tablename__ = "video_verdicts"
    __table_args__ = (
        Index(None, "video_report_id", "at"),
        Index(
            "ux_video_verdicts_standing",
            "version_id",
            "subject",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    version_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_versions.id"))
    number: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    decision: Mapped[FilmDecision] = mapped_column(state_text(FilmDecision, name="decision", length=32))
    word: Mapped[str | None] = mapped_column(NormalText)
    by: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(200))
    """Account of who decided: two of them must be two people."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it stopped counting: the appraisal was reopened, or somebody else asked for changes."""

    @property
    def stands(self) -> bool:
        """Whether it still counts."""
        return self.ended_at is None
