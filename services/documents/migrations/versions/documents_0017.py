"""Remarks on what was handed in, and more time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0017"
down_revision = "documents_0016"
branch_labels = None
depends_on = None

ASKED = sa.text("state = 'asked'")


def upgrade() -> None:
    """Apply."""
    moment = sa.DateTime(timezone=True)
    op.add_column("submissions", sa.Column("word", sa.Text(), nullable=True))
    op.create_table(
        "remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("weight", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint("weight IN ('must_fix', 'advice')", name=op.f("ck_remarks_weight")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_remarks_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    op.create_index(op.f("ix_remarks_submission_id_at"), "remarks", ["submission_id", "at"])
    op.create_table(
        "extensions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("wanted_to", sa.Date(), nullable=True),
        sa.Column("granted_to", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'granted', 'refused', 'withdrawn')", name=op.f("ck_extensions_state")),
        sa.CheckConstraint("(granted_to IS NULL) = (state <> 'granted')", name=op.f("ck_extensions_granted_to")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (state IN ('asked', 'withdrawn'))", name=op.f("ck_extensions_decided_at")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_extensions_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    op.create_index(op.f("ix_extensions_obligation_id_asked_at"), "extensions", ["obligation_id", "asked_at"])
    op.create_index(op.f("ix_extensions_conference_state"), "extensions", ["conference", "state"])
    op.create_index(
        "uq_extensions_one_asked",
        "extensions",
        ["obligation_id"],
        unique=True,
        sqlite_where=ASKED,
        postgresql_where=ASKED,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("extensions")
    op.drop_table("remarks")
    op.drop_column("submissions", "word")
