"""Who came in and when; who comes in whose place; how many places an invitation offers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0002"
down_revision = "documents_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attendances",
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("gate", sa.String(length=128), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("check_in_id", name=op.f("pk_attendances")),
    )
    op.create_index(op.f("ix_attendances_conference_came_at"), "attendances", ["conference", "came_at"], unique=False)
    op.add_column("delegates", sa.Column("substitute_for", sa.Uuid(), nullable=True))
    op.add_column("invitations", sa.Column("category", sa.String(length=128), nullable=True))
    op.add_column("invitations", sa.Column("quota", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_column("quota")
        invitations.drop_column("category")
    with op.batch_alter_table("delegates") as delegates:
        delegates.drop_column("substitute_for")
    op.drop_index(op.f("ix_attendances_conference_came_at"), table_name="attendances")
    op.drop_table("attendances")
