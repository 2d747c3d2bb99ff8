"""A spreadsheet of delegates on its way in: checked first, imported on a second word."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, deferred, mapped_column

from chassis.db.types import Json, UtcDateTime, state_text
from services.registration.models.base import Base, Code, Slug, Words


class ImportState(StrEnum):
    """Where a file is."""

    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class ImportMode(StrEnum):
    """What is imported of a file with mistakes: nothing, or its good rows."""

    ALL = "all"
    GOOD = "good"


class DelegateImport(Base):
    """Worked on by the service's worker: whoever is killed in the middle has changed nothing, and the next begins anew.

    `unit` is set when a unit imports its own list. `counts` are of rows: added, waiting, merged, unchanged, faulty.
    `faults` are the first of them; `fault_count` is how many there are. `content` is dropped when the file is done.
    """

    __tablename__ = "delegate_imports"
    __table_args__ = (
        Index("ix_delegate_imports_conference", "conference", "created_at"),
        Index("ix_delegate_imports_state", "state", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    unit: Mapped[Code | None]
    filename: Mapped[Words]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    state: Mapped[ImportState] = mapped_column(state_text(ImportState), default=ImportState.CHECKING)
    mode: Mapped[ImportMode | None] = mapped_column(state_text(ImportMode, "mode"))
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_total: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    fault_count: Mapped[int] = mapped_column(default=0)
    by: Mapped[dict[str, Any]] = mapped_column(Json)
    """The identity of who sent it, to act on their behalf."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
