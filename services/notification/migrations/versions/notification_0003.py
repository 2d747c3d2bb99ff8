"""Delegates who handed their place over, and who comes instead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "notification_0003"
down_revision = "notification_0002"
branch_labels = None
depends_on = None

COLUMNS = ("substitute_for_name", "substitute_name", "substitute_post", "focal_point_name", "focal_point_email")


def upgrade() -> None:
    """Apply."""
    for column in COLUMNS:
        op.add_column("delegates", sa.Column(column, sa.Text(), nullable=True))


def downgrade() -> None:
    """Take back."""
    for column in reversed(COLUMNS):
        op.drop_column("delegates", column)
