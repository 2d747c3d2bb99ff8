"""What seat a letter tells, and by which news a delegate has theirs: a seat that changes is told once.

Of letters that have left, the seat is taken to be the one that the delegate has now.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "notification_0007"
down_revision = "notification_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("messages", sa.Column("seat", sa.String(length=16), nullable=True))
    op.execute(
        "UPDATE messages SET seat = (SELECT delegates.seat FROM delegates WHERE delegates.id = messages.about)"
        " WHERE kind IN ('delegate_confirmed', 'attendance_reminder')"
    )
    for name in ("sequence", "seat_sequence"):
        op.add_column("delegates", sa.Column(name, sa.Integer(), nullable=True))
    op.execute("UPDATE delegates SET sequence = 0, seat_sequence = 0")
    with op.batch_alter_table("delegates") as delegates:
        for name in ("sequence", "seat_sequence"):
            delegates.alter_column(name, existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("delegates") as delegates:
        delegates.drop_column("seat_sequence")
        delegates.drop_column("sequence")
    op.drop_column("messages", "seat")
