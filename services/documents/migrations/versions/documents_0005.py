"""The published seating, and the seat of a delegate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0005"
down_revision = "documents_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "seating_plans",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hall", json, nullable=False),
        sa.Column("seats", json, nullable=False),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_seating_plans")),
    )
    op.add_column("delegates", sa.Column("seat", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("delegates") as delegates:
        delegates.drop_column("seat")
    op.drop_table("seating_plans")
