"""A contradiction in the check-in log that an organizer decides."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Slug, Words
from services.registration.workflows.check_in_log import ConflictKind, Decision


class CheckInConflict(Aggregate, Base):
    """At most one for each line; open until it is decided. Who decided, when and why is kept."""

    __tablename__ = "check_in_conflicts"
    __table_args__ = (
        Index("ix_check_in_conflicts_conference", "conference", "resolved_at"),
        Index("ix_check_in_conflicts_delegate_id", "delegate_id"),
        CheckConstraint(
            "(decision IS NULL) = (resolved_at IS NULL) AND (decision IS NULL) = (resolved_by IS NULL)"
            " AND (decision IS NULL) = (reason IS NULL)",
            name="resolved",
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug]
    check_in_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("check_ins.id"), unique=True)
    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"))
    kind: Mapped[ConflictKind] = mapped_column(state_text(ConflictKind, "kind"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[Decision | None] = mapped_column(state_text(Decision, "decision"))
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[Words | None]
    reason: Mapped[Words | None]
