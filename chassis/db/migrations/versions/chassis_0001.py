"""Outbox, inbox, dead letters and idempotency keys."""

from __future__ import annotations

from alembic import op

from chassis.db.tables import metadata

revision = "chassis_0001"
down_revision = None
branch_labels = ("chassis",)
depends_on = None


def upgrade() -> None:
    """Apply."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Take back."""
    metadata.drop_all(op.get_bind())
