"""What is owed without a plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "notification_0010"
down_revision = "notification_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. What is known already is taken for the plan's until its next news."""
    op.add_column("obligations", sa.Column("arose", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("obligations") as table:
        table.alter_column("arose", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("obligations") as table:
        table.drop_column("arose")
