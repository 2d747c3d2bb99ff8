"""The audit trail becomes a chain of hashes; the lines there are get theirs."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "gateway_0002"
down_revision = "gateway_0001"
branch_labels = None
depends_on = None

HASHED = ("subject", "name", "role", "method", "route", "conference", "target", "status", "trace_id", "address_hash")


def upgrade() -> None:
    """Apply. The hashes are those of `gateway.operations.audit_trail` at the time of this migration."""
    for name in ("previous_hash", "hash"):
        op.add_column("audit_entries", sa.Column(name, sa.String(length=64), nullable=True))
    _chain()
    with op.batch_alter_table("audit_entries") as entries:
        for name in ("previous_hash", "hash"):
            entries.alter_column(name, existing_type=sa.String(length=64), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("audit_entries") as entries:
        for name in ("previous_hash", "hash"):
            entries.drop_column(name)


def _chain() -> None:
    more: list[sa.ColumnClause[object]] = [sa.column(name) for name in (*HASHED, "previous_hash", "hash")]
    known = (sa.column("id", sa.BigInteger), sa.column("at", sa.DateTime(timezone=True)))
    entries = sa.table("audit_entries", *known, *more)
    connection, previous = op.get_bind(), "0" * 64
    for row in connection.execute(sa.select(entries).order_by(entries.c.id)).mappings().all():
        said = [previous, _moment(row["at"]), *(row[name] for name in HASHED)]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        mine = sa.update(entries).where(entries.c.id == row["id"])
        connection.execute(mine.values(previous_hash=previous, hash=digest))
        previous = digest


def _moment(at: datetime) -> str:
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()
