"""Commendations in their order of call; the further units that a delegate stands for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0004"
down_revision = "documents_0003"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.add_column("delegates", sa.Column("affiliations", Json, nullable=True))
    op.create_table(
        "commendations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=True),
        sa.Column("unit", sa.String(length=128), nullable=True),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("recipient_post", sa.Text(), nullable=True),
        sa.Column("unit_name", sa.Text(), nullable=True),
        sa.Column("proxy_name", sa.Text(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendations")),
    )
    op.create_index(
        op.f("ix_commendations_conference_position"), "commendations", ["conference", "position"], unique=False
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_commendations_conference_position"), table_name="commendations")
    op.drop_table("commendations")
    with op.batch_alter_table("delegates") as delegates:
        delegates.drop_column("affiliations")
