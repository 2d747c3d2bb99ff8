"""A film on its way in (tus 1.0.0), until it is a version or given up."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base


class VideoUploadState(StrEnum):
    """Where an upload is."""

    RECEIVING = "receiving"
    CHECKING = "checking"
    """Every byte is on the disk; a worker reads them once for the checksum."""
    KEPT = "kept"
    """It became a version."""
    REFUSED = "refused"
    """It did not; `refusal` says why."""


class Refusal(StrEnum):
    """Why a whole upload did not become a version."""

    CHECKSUM_DIFFERS = "checksum_differs"
    """From what the sender said at the beginning."""
    NOT_WANTED = "not_wanted"
    """A version was approved meanwhile, or the plan dropped the film."""
    LOST = "lost"
    """The bytes are not there any more."""


class VideoUpload(Base):
    """One upload. Its bytes are in a file named by its id (`services.documents.film.part_files`).

    How many have come is what that file says; `received` is what was noted of it, for pages and the quota.
    """

    __tablename__ = "video_uploads"
    __table_args__ = (
        CheckConstraint("length IS NULL OR length >= 1", name="length"),
        CheckConstraint("received >= 0 AND (length IS NULL OR received <= length)", name="received"),
        CheckConstraint("(state = 'receiving') = (finished_at IS NULL)", name="finished_at"),
        CheckConstraint("(state = 'kept') = (version_id IS NOT NULL)", name="version_id"),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refusal"),
        Index(None, "video_report_id"),
        Index(None, "state", "expires_at"),
        Index(None, "sha256"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    filename: Mapped[str] = mapped_column(NormalText)
    metadata_text: Mapped[str] = mapped_column(NormalText)
    """`Upload-Metadata` as it was sent: it is given back as it is."""
    length: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes of the whole; None while the sender has not said."""
    received: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[VideoUploadState] = mapped_column(state_text(VideoUploadState, length=32))
    expected_sha256: Mapped[str | None] = mapped_column(String(64))
    """What the sender says the whole has."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    """What it has, once the worker has read it: noted before the file is moved to the store."""
    refusal: Mapped[Refusal | None] = mapped_column(state_text(Refusal, "known_refusal", length=32))
    version_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("video_versions.id"))
    started_by: Mapped[str] = mapped_column(NormalText)
    started_role: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(200))
    """Of the identity that began it."""
    unit: Mapped[str | None] = mapped_column(String(128))
    """Of that identity."""
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it is given up unless more arrives."""
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the last byte was on the disk."""
    checked: Mapped[int] = mapped_column(BigInteger)
    """Bytes that the worker has read for the checksum."""
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when the worker that checks it is believed to be alive."""
