"""The audit trail as a chain: each line holds the hash of the one before, so that no line can be changed unseen.

Whoever may write to the database could still make the whole chain anew, or cut its end off: an office that wants to
know of that, too, notes the last hash down from time to time and looks whether it is still there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from gateway.models.audit_entry import AuditEntry

START = "0" * 64
"""What the first line holds in place of a hash."""
_LOCK = 0x4E48
_HASHED = ("subject", "name", "role", "method", "route", "conference", "target", "status", "trace_id", "address_hash")


@dataclass(frozen=True)
class Inspection:
    """What came of reading the whole chain. `broken_at` is the id of the first line that does not fit."""

    entries: int
    head: str
    broken_at: int | None = None

    @property
    def intact(self) -> bool:
        """Whether every line is as it was written."""
        return self.broken_at is None


def append_entry(session: Session, entry: AuditEntry) -> None:
    """Write the next line. One after the other: on PostgreSQL by a lock, on SQLite there is one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    last = select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    entry.previous_hash = session.scalar(last) or START
    entry.hash = hash_of(entry)
    session.add(entry)
    session.flush()


def inspect_trail(session: Session) -> Inspection:
    """Read every line and see whether it holds the hash of the one before, and its own."""
    head, count = START, 0
    # Columns and not mapped objects: an office's trail has a hundred thousand lines.
    lines = select(*AuditEntry.__table__.c).order_by(AuditEntry.id).execution_options(yield_per=1_000)
    for entry in session.execute(lines):
        if entry.previous_hash != head or entry.hash != hash_of(entry):
            return Inspection(count, head, entry.id)
        head, count = entry.hash, count + 1
    return Inspection(count, head)


def hash_of(entry: AuditEntry | Row[Any]) -> str:
    """The hash of what a line says and of the one before."""
    said = [entry.previous_hash, entry.at.astimezone(UTC).isoformat(), *(getattr(entry, name) for name in _HASHED)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
