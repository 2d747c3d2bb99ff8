"""The check-in log becomes append-only: facts apart from what they count as; undos, conflicts, rejected entries."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "registration_0005"
down_revision = "registration_0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STANDS = sa.text("outcome = 'accepted'")
OUTCOMES = ("accepted", "duplicate", "refused", "conflict", "undone")
FACTS = {
    "check_ins": (
        *("id", "conference", "scan_id", "asked", "problem", "pass_id", "delegate_id", "gate", "scanned_at", "sent_at"),
        *("received_at", "happened_at", "by", "caller", "station", "admitted", "answered", "answered_first_id"),
    ),
    "check_in_undos": (
        *("id", "conference", "check_in_id", "delegate_id", "asked", "undone_at", "received_at", "happened_at"),
        *("by", "station", "reason"),
    ),
    "rejected_entries": (
        *("id", "conference", "asked", "entry_id", "content", "problem", "detail", "received_at", "by", "station"),
    ),
}
"""Columns that the database refuses to change."""
BEFORE = sa.table(
    "check_ins_before",
    *(sa.column(name, sa.Uuid()) for name in ("id", "scan_id", "pass_id", "delegate_id", "first_id")),
    *(sa.column(name, sa.String()) for name in ("conference", "asked", "outcome", "problem", "gate", "by")),
    *(sa.column(name, sa.String()) for name in ("undone_by", "undone_reason")),
    *(sa.column(name, MOMENT) for name in ("scanned_at", "received_at", "undone_at")),
)


def upgrade() -> None:
    """Apply."""
    op.execute("CREATE TABLE check_ins_before AS SELECT * FROM check_ins")
    op.drop_table("check_ins")
    log, undos = _create_check_ins(), _create_undos()
    _create_conflicts()
    _create_rejected_entries()
    _take_over(log, undos)
    op.drop_table("check_ins_before")
    for table, columns in FACTS.items():
        _refuse_changes(table, ", ".join(f'"{column}"' for column in columns))


def downgrade() -> None:
    """Refuse: the older log has no place for what this one keeps."""
    raise NotImplementedError("the older check-in log has no place for undos and conflicts: restore a backup")


def _create_check_ins() -> sa.Table:
    made = op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("delegate_id", sa.Uuid(), nullable=True),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("scanned_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("caller", sa.String(length=200), nullable=False),
        sa.Column("station", sa.String(length=64), nullable=True),
        sa.Column("admitted", sa.Boolean(), nullable=True),
        sa.Column("answered", _one_of("answered", OUTCOMES), nullable=False),
        sa.Column("answered_first_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", _one_of("outcome", OUTCOMES), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=True),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.CheckConstraint("answered <> 'refused' OR problem IS NOT NULL", name=op.f("ck_check_ins_problem")),
        sa.CheckConstraint("outcome = 'refused' OR delegate_id IS NOT NULL", name=op.f("ck_check_ins_delegate")),
        sa.CheckConstraint("(outcome = 'duplicate') = (first_id IS NOT NULL)", name=op.f("ck_check_ins_first")),
        sa.CheckConstraint(
            "(answered = 'duplicate') = (answered_first_id IS NOT NULL)", name=op.f("ck_check_ins_answered_first")
        ),
        sa.CheckConstraint("happened_at <= received_at", name=op.f("ck_check_ins_happened")),
        sa.CheckConstraint("announced >= 0", name=op.f("ck_check_ins_announced_count")),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_check_ins_delegate_id")),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name=op.f("fk_check_ins_pass_id")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["check_ins.id"], name=op.f("fk_check_ins_first_id"), deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["answered_first_id"],
            ["check_ins.id"],
            name=op.f("fk_check_ins_answered_first_id"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("conference", "scan_id", name=op.f("uq_check_ins_conference_scan_id")),
    )
    op.create_index("ix_check_ins_conference_received_at", "check_ins", ["conference", "received_at"], unique=False)
    op.create_index("ix_check_ins_delegate_id", "check_ins", ["delegate_id"], unique=False)
    op.create_index(
        "uq_check_ins_first",
        "check_ins",
        ["delegate_id"],
        unique=True,
        postgresql_where=STANDS,
        sqlite_where=STANDS,
    )
    return made


def _create_undos() -> sa.Table:
    made = op.create_table(
        "check_in_undos",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("happened_at <= received_at", name=op.f("ck_check_in_undos_happened")),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_check_in_undos_check_in_id")),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_check_in_undos_delegate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_undos")),
    )
    op.create_index("ix_check_in_undos_check_in_id", "check_in_undos", ["check_in_id"], unique=False)
    op.create_index("ix_check_in_undos_delegate_id", "check_in_undos", ["delegate_id", "happened_at"], unique=False)
    return made


def _create_conflicts() -> None:
    op.create_table(
        "check_in_conflicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of("kind", ("not_admissible", "undone", "left")), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("decision", _one_of("decision", ("count", "discard", "settled")), nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(decision IS NULL) = (resolved_at IS NULL) AND (decision IS NULL) = (resolved_by IS NULL)"
            " AND (decision IS NULL) = (reason IS NULL)",
            name=op.f("ck_check_in_conflicts_resolved"),
        ),
        sa.ForeignKeyConstraint(["check_in_id"], ["check_ins.id"], name=op.f("fk_check_in_conflicts_check_in_id")),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_check_in_conflicts_delegate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_conflicts")),
        sa.UniqueConstraint("check_in_id", name=op.f("uq_check_in_conflicts_check_in_id")),
    )
    op.create_index(
        "ix_check_in_conflicts_conference", "check_in_conflicts", ["conference", "resolved_at"], unique=False
    )
    op.create_index("ix_check_in_conflicts_delegate_id", "check_in_conflicts", ["delegate_id"], unique=False)


def _create_rejected_entries() -> None:
    op.create_table(
        "rejected_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.String(length=64), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_entries")),
        sa.UniqueConstraint("conference", "asked", name=op.f("uq_rejected_entries_conference_asked")),
    )
    op.create_index(
        "ix_rejected_entries_conference_received_at", "rejected_entries", ["conference", "received_at"], unique=False
    )


def _one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=16)


def _take_over(log: sa.Table, undos: sa.Table) -> None:
    """Who was first was decided by arrival so far: no line gets a time before the one it came after."""
    connection = op.get_bind()
    lines, taken_back = [], []
    not_before: dict[UUID, datetime] = {}
    for row in connection.execute(sa.select(BEFORE)).mappings().all():
        lines.append((row["received_at"], 0, row))
        if row["undone_at"] is not None:
            taken_back.append((row["undone_at"], 1, row))
    for at, is_undo, row in sorted([*lines, *taken_back], key=lambda each: each[:2]):
        if is_undo:
            connection.execute(undos.insert(), _undo(row))
            not_before[row["delegate_id"]] = at
        else:
            line = _line(row, not_before)
            connection.execute(log.insert(), line)
            if row["outcome"] == "accepted":
                not_before[row["delegate_id"]] = line["happened_at"]


def _line(row: Any, not_before: dict[UUID, datetime]) -> dict[str, Any]:
    happened_at = min(row["scanned_at"], row["received_at"])
    if row["outcome"] != "refused":
        happened_at = max(happened_at, not_before.get(row["delegate_id"], happened_at))
    kept = ("id", "conference", "scan_id", "asked", "problem", "pass_id", "delegate_id", "first_id", "gate", "by")
    accepted, undone = row["outcome"] == "accepted", row["undone_at"] is not None
    return {name: row[name] for name in (*kept, "scanned_at", "received_at")} | {
        "happened_at": happened_at,
        "caller": "",
        "answered": row["outcome"],
        "answered_first_id": row["first_id"],
        "outcome": "undone" if undone else row["outcome"],
        "announced": 2 if undone else int(accepted),
    }


def _undo(row: Any) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "conference": row["conference"],
        "check_in_id": row["id"],
        "delegate_id": row["delegate_id"],
        "asked": "",
        "undone_at": row["undone_at"],
        "received_at": row["undone_at"],
        "happened_at": row["undone_at"],
        "by": row["undone_by"],
        "reason": row["undone_reason"],
    }


def _refuse_changes(table: str, columns: str) -> None:
    words = f"{table}: the check-in log is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for name, when in (("change", f"UPDATE OF {columns}"), ("removal", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{name} BEFORE {when} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for name, when in (("change", f"UPDATE OF {columns}"), ("removal", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{name} BEFORE {when} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )
