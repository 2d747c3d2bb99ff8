"""Activities with the units that hold them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0015"
down_revision = "documents_0014"
branch_labels = None
depends_on = None

STATES = ("planned", "under_way", "done", "sent_back", "not_held", "confirmed")


def upgrade() -> None:
    """Apply. Rows come with the next application of a plan."""
    op.create_table(
        "activity_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("activity", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("policy", sa.String(length=16), nullable=True),
        sa.Column("last_moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence_asked", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                *STATES, name=op.f("ck_activity_reports_state"), native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('done', 'confirmed') OR held_on IS NOT NULL", name=op.f("ck_activity_reports_held_on")
        ),
        sa.CheckConstraint("state <> 'not_held' OR note IS NOT NULL", name=op.f("ck_activity_reports_note")),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_activity_reports_upload_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_reports")),
        sa.UniqueConstraint(
            "conference", "activity", "unit", name=op.f("uq_activity_reports_conference_activity_unit")
        ),
    )
    op.create_index(op.f("ix_activity_reports_conference_unit"), "activity_reports", ["conference", "unit"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_activity_reports_conference_unit"), table_name="activity_reports")
    op.drop_table("activity_reports")
