"""The tables that messaging adds to every service's database: outbox, inbox, dead letters, watermarks.

    operation ──▶ outbox ──relay──▶ exchange `hoinghi.events` ──consumer──▶ inbox ──▶ handler

They are Core tables, not mapped classes: rows are written in bulk on hot paths and never edited as objects.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.db.tables import metadata
from chassis.db.types import Json, UtcDateTime

Position = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only for a column of exactly the type INTEGER."""

NullableJson = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""`Json` whose None is SQL's NULL."""

outbox = Table(
    "outbox",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("type", String(128), nullable=False),
    Column("source", String(64), nullable=False),
    Column("subject", String(160), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("conference", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("traceparent", String(64), nullable=True),
    Column("body", Json, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime, nullable=True),
    UniqueConstraint("subject", "sequence"),
    # A purged position must never be given out again: the embedded mode remembers positions (embedded.py).
    sqlite_autoincrement=True,
)
"""News not yet told (`sent_at` is null) and, until they are purged, news told."""

Index(
    "ix_outbox_unsent",
    outbox.c.position,
    postgresql_where=outbox.c.sent_at.is_(None),
    sqlite_where=outbox.c.sent_at.is_(None),
)
Index("ix_outbox_sent_at", outbox.c.sent_at)

UNSETTLED = text("state IN ('pending', 'dead')")
"""Literals, not parameters: both databases then see that the partial index answers the query."""

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("type", String(128), nullable=False),
    Column("source", String(64), nullable=False),
    Column("subject", String(160), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("conference", String(64), nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("traceparent", String(64), nullable=True),
    Column("body", NullableJson, nullable=True),
    Column("state", String(16), nullable=False),
    Column("late", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=True),
    Column("error", Text, nullable=True),
    Column("note", Text, nullable=True),
    Column("received_at", UtcDateTime, nullable=False),
    Column("applied_at", UtcDateTime, nullable=True),
)
"""Every event that arrived: `applied`, waiting for a retry or for its turn (`pending`), out of tries (`dead`),
or set aside by a person (`discarded`). The body is kept until the event is applied.

`late` marks an event that came after a later one of its subject was applied: it waits for a person and holds back
nobody.
"""

Index("ix_inbox_subject_state", inbox.c.source, inbox.c.subject, inbox.c.state, inbox.c.sequence)
Index("ix_inbox_unsettled", inbox.c.received_at, postgresql_where=UNSETTLED, sqlite_where=UNSETTLED)
Index("ix_inbox_applied_at", inbox.c.applied_at)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("queue", String(64), nullable=False),
    Column("headers", Json, nullable=False),
    Column("body", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
)
"""Messages of the in-memory transport that could not be read at all; RabbitMQ keeps its own in `<service>.dead`."""

watermarks = Table(
    "watermarks",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("position", Position, nullable=False),
)
"""How far the outbox is known to have reached every inbox (embedded mode, `embedded.py`)."""
