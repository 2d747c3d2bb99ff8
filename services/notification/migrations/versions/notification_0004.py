"""What the last move of a conference changed, for the letters that tell it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "notification_0004"
down_revision = "notification_0003"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.add_column("conferences", sa.Column("move", Json, nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("conferences") as conferences:
        conferences.drop_column("move")
