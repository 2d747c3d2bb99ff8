"""The mixin for rows whose changes are announced as events."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class Aggregate:
    """A row with a version that is both its optimistic lock and the sequence of its events.

    The version grows by one with every recorded event (`chassis.messaging.outbox.record`), so a change
    and its news cannot come apart: a change that meets a row changed meanwhile fails with
    `sqlalchemy.orm.exc.StaleDataError`, and the subject's events are numbered without gaps.
    """

    version: Mapped[int] = mapped_column(Integer, default=0)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version, "version_id_generator": False}  # type: ignore[attr-defined]
