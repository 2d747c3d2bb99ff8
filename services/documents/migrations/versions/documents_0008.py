"""The agenda: draft, published versions, changes, and the run in the hall."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0008"
down_revision = "documents_0007"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "agendas",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("draft", Json, nullable=False),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("published_number", sa.Integer(), nullable=False),
        sa.Column("run_version", sa.Integer(), nullable=False),
        sa.Column("told_drift", Json, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_agendas")),
    )
    op.create_table(
        "agenda_versions",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("items", Json, nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("published_at", Moment, nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_agenda_versions_number")),
        sa.PrimaryKeyConstraint("conference", "number", name=op.f("pk_agenda_versions")),
    )
    op.create_table(
        "agenda_changes",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("track", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sentences", Json, nullable=False),
        sa.Column("before", Json, nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("conference", "track", "number", name=op.f("pk_agenda_changes")),
    )
    op.create_table(
        "agenda_item_runs",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("started_at", Moment, nullable=True),
        sa.Column("finished_at", Moment, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'running', 'finished', 'skipped')", name=op.f("ck_agenda_item_runs_state")
        ),
        sa.CheckConstraint(
            "state != 'running' or started_at is not null", name=op.f("ck_agenda_item_runs_running_was_started")
        ),
        sa.CheckConstraint(
            "state != 'finished' or finished_at is not null", name=op.f("ck_agenda_item_runs_finished_at")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_agenda_item_runs")),
    )
    op.create_index(op.f("ix_agenda_item_runs_conference"), "agenda_item_runs", ["conference"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_agenda_item_runs_conference"), table_name="agenda_item_runs")
    for table in ("agenda_item_runs", "agenda_changes", "agenda_versions", "agendas"):
        op.drop_table(table)
