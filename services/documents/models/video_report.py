"""The film (phóng sự) that a broadcaster owes, and its versions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.video_report import VideoReportState


class VideoReport(Base, Aggregate):
    """The film of one obligation. It is written down with the first upload; before that nothing is known of it."""

    __tablename__ = "video_reports"
    __table_args__ = (
        CheckConstraint("(state = 'draft') = (current_number IS NULL)", name="current_number"),
        CheckConstraint(
            "(state IN ('approved', 'scheduled', 'shown')) = (approved_sha256 IS NOT NULL)", name="approved"
        ),
        CheckConstraint("(approved_number IS NULL) = (approved_sha256 IS NULL)", name="approved_number"),
        Index(None, "conference"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    obligation_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("obligations.id"), unique=True)
    unit: Mapped[str] = mapped_column(String(128))
    """The broadcaster."""
    state: Mapped[VideoReportState] = mapped_column(state_text(VideoReportState, length=32))
    current_number: Mapped[int | None] = mapped_column(Integer)
    """Number of the version that the state is about: the newest."""
    approved_number: Mapped[int | None] = mapped_column(Integer)
    """Number of the version that was approved; None until one is, and again when its appraisal is reopened."""
    approved_sha256: Mapped[str | None] = mapped_column(String(64))
    """Its checksum, which the approval froze: this file is scheduled and shown, and no other."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VideoVersionState(StrEnum):
    """How far a version came."""

    UPLOADED = "uploaded"
    INSPECTED = "inspected"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    """A newer one arrived before anything was decided about it."""


class VideoVersion(Base):
    """One cut, as it arrived: kept untouched in the store under its checksum, and never deleted with the row."""

    __tablename__ = "video_versions"
    __table_args__ = (
        UniqueConstraint("video_report_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("size >= 1", name="size"),
        Index(None, "sha256"),
        Index(None, "conference"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    number: Mapped[int] = mapped_column(Integer)
    """1, 2, 3, … of its film."""
    filename: Mapped[str] = mapped_column(NormalText)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[VideoVersionState] = mapped_column(state_text(VideoVersionState, length=32))
    uploaded_by: Mapped[str] = mapped_column(NormalText)
    uploaded_role: Mapped[str] = mapped_column(String(16))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When its last byte was on the disk, which counts for the deadline; its checksum was known a little later."""
