"""An invitation (giấy mời) to a unit or to a guest by name."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Code, Slug, Words
from services.registration.workflows.invitation import InvitationState


class InviteeKind(StrEnum):
    """Who is invited: a unit that names its delegates, or a person."""

    UNIT = "unit"
    GUEST = "guest"


class Answer(StrEnum):
    """What the invitee said."""

    ATTENDS = "attends"
    DECLINES = "declines"


class Delivery(StrEnum):
    """What became of the latest issue's e-mail."""

    NONE = "none"
    SENT = "sent"
    FAILED = "failed"


class Invitation(Aggregate, Base):
    """Names, quota and recipient are copies from the plan, so that lists and events need no other table.

    `unit` is set for a unit's invitation only. `issue` grows with each issue; a private link names its issue.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        ForeignKeyConstraint(["conference", "unit"], ["units.conference", "units.code"]),
        ForeignKeyConstraint(
            ["conference", "category"], ["participant_categories.conference", "participant_categories.code"]
        ),
        UniqueConstraint("conference", "number"),
        UniqueConstraint("conference", "invitee_kind", "invitee_code"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("issue >= 0 AND (state = 'withdrawn' OR (state = 'draft') = (issue = 0))", name="issue"),
        CheckConstraint("(unit IS NOT NULL) = (invitee_kind = 'unit')", name="unit"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at"),
        CheckConstraint("state = 'withdrawn' OR (state = 'answered') = (answer IS NOT NULL)", name="answered"),
        CheckConstraint("(issued_at IS NULL) = (issue = 0)", name="issued_at"),
        CheckConstraint(
            "attending = 0 OR (attending > 0 AND answer IS NOT NULL AND answer = 'attends')", name="attending"
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    number: Mapped[int]
    issue: Mapped[int] = mapped_column(default=0)
    state: Mapped[InvitationState] = mapped_column(state_text(InvitationState), default=InvitationState.DRAFT)
    invitee_kind: Mapped[InviteeKind] = mapped_column(state_text(InviteeKind, "invitee_kind"))
    invitee_code: Mapped[Code]
    invitee_name: Mapped[Words]
    invitee_post: Mapped[Words | None]
    search_name: Mapped[Words]
    category: Mapped[Code]
    unit: Mapped[Code | None]
    quota: Mapped[int]
    recipient_name: Mapped[Words | None]
    recipient_email: Mapped[Words | None]
    recipient_phone: Mapped[Words | None]
    answer: Mapped[Answer | None] = mapped_column(state_text(Answer, "answer"))
    attending: Mapped[int] = mapped_column(default=0)
    reason: Mapped[Words | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivery: Mapped[Delivery] = mapped_column(state_text(Delivery, "delivery"), default=Delivery.NONE)
    delivery_error: Mapped[Words | None]
