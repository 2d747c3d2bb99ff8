"""Topics that rooms propose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0011"
down_revision = "documents_0010"
branch_labels = None
depends_on = None

STATES = (
    *("draft", "proposed", "revision_asked", "set_aside", "withdrawn", "selected", "declined", "accepted"),
    *("text_received", "text_returned", "appraised", "scheduled"),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("department", sa.String(length=128), nullable=False),
        sa.Column("department_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(length=128), nullable=True),
        sa.Column("unit_name", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(*STATES, name=op.f("ck_topics_state"), native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("text_due", sa.Date(), nullable=True),
        sa.Column("presenter_name", sa.Text(), nullable=True),
        sa.Column("presenter_post", sa.Text(), nullable=True),
        sa.Column("presenter_delegate", sa.Uuid(), nullable=True),
        sa.Column("plan_title", sa.Text(), nullable=True),
        sa.Column("touched", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 240", name=op.f("ck_topics_minutes")),
        sa.CheckConstraint("(unit IS NULL) = (unit_name IS NULL)", name=op.f("ck_topics_unit")),
        sa.CheckConstraint("unit IS NOT NULL OR state IN ('draft', 'withdrawn')", name=op.f("ck_topics_unit_known")),
        sa.CheckConstraint(
            "presenter_name IS NOT NULL OR presenter_delegate IS NULL", name=op.f("ck_topics_presenter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_index(op.f("ix_topics_conference_department"), "topics", ["conference", "department"])
    op.create_index(op.f("ix_topics_conference_unit"), "topics", ["conference", "unit"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_topics_conference_unit"), table_name="topics")
    op.drop_index(op.f("ix_topics_conference_department"), table_name="topics")
    op.drop_table("topics")
