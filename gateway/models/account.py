"""Accounts: who may sign in, in which role, limited to which unit or conference."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime
from gateway.models.base import Base


class Account(Aggregate, Base):
    """A person with a password. `conference` None means every conference; a disabled account cannot sign in."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("role <> 'unit' OR unit IS NOT NULL", name="unit_role_has_unit"),
        CheckConstraint("role <> 'delegate' OR delegate IS NOT NULL", name="delegate_role_has_delegate"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    full_name: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str | None] = mapped_column(String(64))
    delegate: Mapped[UUID | None] = mapped_column(Uuid)
    conference: Mapped[str | None] = mapped_column(String(64))
    session_version: Mapped[int] = mapped_column(Integer, default=1)
    """Grows when every session of the account has to end; a session holds the number it began with."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def enabled(self) -> bool:
        """Whether the person may sign in."""
        return self.disabled_at is None

    def identity(self) -> Identity:
        """The person as services see them."""
        return Identity(
            subject=f"account/{self.id}",
            role=Role(self.role),
            name=self.full_name,
            conference=self.conference,
            unit=self.unit,
            delegate=str(self.delegate) if self.delegate else None,
        )
