"""A unit (đơn vị) that is invited or owes something."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.models.base import Base, Code, Slug, Words


class Unit(Base):
    """`quota` is how many delegates it may name; `in_plan` is false for one that the plan dropped after work on it."""

    __tablename__ = "units"
    __table_args__ = (
        ForeignKeyConstraint(
            ["conference", "category"], ["participant_categories.conference", "participant_categories.code"]
        ),
        CheckConstraint("quota >= 0", name="quota"),
    )

    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Words]
    search_name: Mapped[Words]
    sort_name: Mapped[bytes]
    category: Mapped[Code]
    quota: Mapped[int]
    invited: Mapped[bool]
    in_plan: Mapped[bool] = mapped_column(default=True)
    focal_point_name: Mapped[Words | None]
    focal_point_email: Mapped[Words | None]
    focal_point_phone: Mapped[Words | None]
