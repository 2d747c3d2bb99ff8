"""What reminders go by: when lists close, how many days before, and whether an invitation was answered.

Invitations from before count as answered: nobody is reminded of what they may have answered long ago.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "notification_0006"
down_revision = "notification_0005"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.add_column("conferences", sa.Column("registration_closes_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conferences", sa.Column("reminder_days", Json, nullable=True))
    op.execute("UPDATE conferences SET reminder_days = '[7, 3, 1]'")
    with op.batch_alter_table("conferences") as conferences:
        conferences.alter_column("reminder_days", existing_type=Json, nullable=False)
    op.add_column("invitations", sa.Column("answered", sa.Boolean(), nullable=True))
    op.execute("UPDATE invitations SET answered = true")
    with op.batch_alter_table("invitations") as invitations:
        invitations.alter_column("answered", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_column("answered")
    with op.batch_alter_table("conferences") as conferences:
        conferences.drop_column("reminder_days")
        conferences.drop_column("registration_closes_at")
