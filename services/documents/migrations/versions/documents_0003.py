"""Moves of the conference, and the revision of calendar entries, which used to be the plan's version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0003"
down_revision = "documents_0002"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.add_column("plans", sa.Column("calendar_sequence", sa.Integer(), nullable=True))
    op.execute("UPDATE plans SET calendar_sequence = version")
    with op.batch_alter_table("plans") as plans:
        plans.alter_column("calendar_sequence", existing_type=sa.Integer(), nullable=False)
    op.create_table(
        "postponements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("calendar_sequence", sa.Integer(), nullable=False),
        sa.Column("previous", Json, nullable=False),
        sa.Column("present", Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("postponed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("postponed_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postponements")),
    )
    op.create_index(
        op.f("ix_postponements_conference_plan_version"),
        "postponements",
        ["conference", "plan_version"],
        unique=True,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_postponements_conference_plan_version"), table_name="postponements")
    op.drop_table("postponements")
    with op.batch_alter_table("plans") as plans:
        plans.drop_column("calendar_sequence")
