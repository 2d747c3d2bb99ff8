"""The revision of calendar entries, which used to be the plan's version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0003"
down_revision = "registration_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("conferences", sa.Column("calendar_sequence", sa.Integer(), nullable=True))
    op.execute("UPDATE conferences SET calendar_sequence = plan_version")
    with op.batch_alter_table("conferences") as conferences:
        conferences.alter_column("calendar_sequence", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("conferences") as conferences:
        conferences.drop_column("calendar_sequence")
