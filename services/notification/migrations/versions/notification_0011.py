"""Phones, and short texts to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "notification_0011"
down_revision = "notification_0010"
branch_labels = None
depends_on = None

PHONES = (("delegates", "phone"), ("invitations", "recipient_phone"), ("obligations", "focal_point_phone"))
RULE = "queued_can_be_sent"
TURNED_BACK = sa.text("state IN ('no_address', 'failed') AND recipient_phone IS NOT NULL AND NOT obsolete")


def upgrade() -> None:
    """Apply. Phones become known with the next news of each person; what was written before goes by e-mail only."""
    for name, column in PHONES:
        op.add_column(name, sa.Column(column, sa.String(length=32), nullable=True))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("recipient_phone", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("short", sa.Text(), nullable=False, server_default=""))
        table.drop_constraint(op.f(f"ck_messages_{RULE}"), type_="check")
        table.create_check_constraint(
            op.f(f"ck_messages_{RULE}"),
            "state <> 'queued' OR (NOT obsolete AND (recipient_email IS NOT NULL OR recipient_phone IS NOT NULL))",
        )
    with op.batch_alter_table("messages") as table:
        table.alter_column("short", server_default=None)
    op.create_index(
        "ix_messages_turned_back", "messages", ["state"], sqlite_where=TURNED_BACK, postgresql_where=TURNED_BACK
    )


def downgrade() -> None:
    """Take back. What is queued for a phone alone stops."""
    op.drop_index("ix_messages_turned_back", "messages")
    op.execute("UPDATE messages SET state = 'failed' WHERE state = 'queued' AND recipient_email IS NULL")
    with op.batch_alter_table("messages") as table:
        table.drop_constraint(op.f(f"ck_messages_{RULE}"), type_="check")
        table.create_check_constraint(
            op.f(f"ck_messages_{RULE}"), "state <> 'queued' OR (recipient_email IS NOT NULL AND NOT obsolete)"
        )
        table.drop_column("short")
        table.drop_column("recipient_phone")
    for name, column in reversed(PHONES):
        op.drop_column(name, column)
