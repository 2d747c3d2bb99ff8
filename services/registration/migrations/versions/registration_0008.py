"""Seating plans, seats of the draft, and the published seat of a delegate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registration_0008"
down_revision = "registration_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "seating_plans",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(published_at IS NULL) = (published_by IS NULL)", name=op.f("ck_seating_plans_published")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_seating_plans_revision")),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_seating_plans_conference")),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_seating_plans")),
    )
    op.create_table(
        "seat_assignments",
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=16), nullable=False),
        sa.Column("manual", sa.Boolean(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["seating_plans.conference"], name=op.f("fk_seat_assignments_conference")
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_seat_assignments_delegate_id")),
        sa.PrimaryKeyConstraint("delegate_id", name=op.f("pk_seat_assignments")),
        sa.UniqueConstraint("conference", "seat", name=op.f("uq_seat_assignments_conference_seat")),
    )
    op.add_column("delegates", sa.Column("seat", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("delegates", "seat")
    op.drop_table("seat_assignments")
    op.drop_table("seating_plans")
