"""Answers kept under their Idempotency-Key (architecture.md, rule 5)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from chassis.db.tables import metadata
from chassis.db.types import UtcDateTime

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("caller", String(200), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("status", Integer),
    Column("media_type", String(100)),
    Column("body", LargeBinary),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_idempotency_keys_created_at", "created_at"),
)


@dataclass(frozen=True)
class KeptAnswer:
    """The answer once given under a key, and the hash of what had been asked."""

    request_hash: str
    status: int
    media_type: str
    body: bytes


def request_hash(method: str, path: str, body: bytes) -> str:
    """What makes two requests under one key the same request."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def claim(session: Session, caller: str, key: str, asked: str, now: datetime) -> KeptAnswer | None:
    """Take the key for this transaction: None when it is new, else the answer it was used for.

    Two requests with one key at the same moment: the second waits here until the first is committed
    (PostgreSQL: on the row; SQLite: on the write lock) and then gets its answer.
    """
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    row = {"caller": caller, "key": key, "request_hash": asked, "created_at": now}
    statement = insert(idempotency_keys).values(row).on_conflict_do_nothing()
    taken = session.execute(statement.returning(idempotency_keys.c.key)).first()
    if taken is not None:
        return None
    mine = (idempotency_keys.c.caller == caller) & (idempotency_keys.c.key == key)
    kept = session.execute(select(idempotency_keys).where(mine)).one()
    return KeptAnswer(kept.request_hash, kept.status, kept.media_type, kept.body)


def keep(session: Session, caller: str, key: str, status: int, media_type: str, body: bytes) -> None:
    """Store the answer with the change it reports, in the same transaction."""
    where = (idempotency_keys.c.caller == caller) & (idempotency_keys.c.key == key)
    session.execute(update(idempotency_keys).where(where).values(status=status, media_type=media_type, body=body))


def forget_before(session: Session, moment: datetime) -> int:
    """Drop answers older than `moment`; their keys may then be used anew. How many went."""
    gone = session.execute(delete(idempotency_keys).where(idempotency_keys.c.created_at < moment))
    return int(gone.rowcount)  # type: ignore[attr-defined]
