"""The published seat of a delegate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "notification_0005"
down_revision = "notification_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("delegates", sa.Column("seat", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("delegates", "seat")
