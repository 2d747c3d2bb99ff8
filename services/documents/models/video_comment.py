"""What appraisers say about a place of the film, and what becomes of it over its versions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.models.remark import Weight
from services.documents.workflows.video_comment import VideoCommentState


class CommentCategory(StrEnum):
    """What it is about: the lines of the phiếu thẩm định, in its order."""

    CONTENT = "content"
    FIGURES_NAMES = "figures_names"
    PICTURE = "picture"
    SOUND = "sound"
    ON_SCREEN_TEXT = "on_screen_text"
    TECHNICAL = "technical"


class VideoComment(Base, Aggregate):
    """One comment, pinned to a moment or a span of the version on which it was written.

    It is of the film: later versions carry it over until it is confirmed. Answers are lines of its history.
    """

    __tablename__ = "video_comments"
    __table_args__ = (
        CheckConstraint("from_ms >= 0", name="from_ms"),
        CheckConstraint("to_ms IS NULL OR to_ms > from_ms", name="to_ms"),
        CheckConstraint("number >= 1 AND seen_on >= number", name="seen_on"),
        Index(None, "video_report_id", "from_ms"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    number: Mapped[int] = mapped_column(Integer)
    """Of the version on which it was written: its times are of that cut."""
    seen_on: Mapped[int] = mapped_column(Integer)
    """Number of the last version on which an appraiser said how it stands."""
    from_ms: Mapped[int] = mapped_column(Integer)
    to_ms: Mapped[int | None] = mapped_column(Integer)
    """End of the span; None for a moment."""
    category: Mapped[CommentCategory] = mapped_column(state_text(CommentCategory, name="category", length=32))
    weight: Mapped[Weight] = mapped_column(state_text(Weight, name="weight"))
    text: Mapped[str] = mapped_column(NormalText)
    state: Mapped[VideoCommentState] = mapped_column(state_text(VideoCommentState))
    by: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(200))
    """Account of who wrote it."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a verdict was given and the broadcaster came to see it; None while it is among appraisers."""
