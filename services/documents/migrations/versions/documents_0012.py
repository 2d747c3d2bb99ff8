"""By which obligation a unit owes the text of its presentation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0012"
down_revision = "documents_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("topics") as topics:
        topics.add_column(sa.Column("obligation_id", sa.Uuid(), nullable=True))
        topics.create_unique_constraint(op.f("uq_topics_obligation_id"), ["obligation_id"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("topics") as topics:
        topics.drop_constraint(op.f("uq_topics_obligation_id"), type_="unique")
        topics.drop_column("obligation_id")
