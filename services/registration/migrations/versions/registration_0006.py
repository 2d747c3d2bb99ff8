"""People whom nobody named, and the second person's word about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0006"
down_revision = "registration_0005"
branch_labels = None
depends_on = None

DECIDED = (
    "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decided_by_name IS NULL)"
    " AND (decided_at IS NULL) = (word IS NULL)"
)


def upgrade() -> None:
    """Apply."""
    op.add_column("conferences", sa.Column("unlisted_category", sa.String(length=64), nullable=True))
    op.add_column(
        "conferences",
        sa.Column("unlisted_needs_second_person", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "unlisted_guests",
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("entered_by", sa.String(length=200), nullable=False),
        sa.Column("entered_by_name", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("decided_by_name", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.CheckConstraint(DECIDED, name=op.f("ck_unlisted_guests_decided")),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> entered_by", name=op.f("ck_unlisted_guests_second_person")
        ),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_unlisted_guests_conference")),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_unlisted_guests_delegate_id")),
        sa.PrimaryKeyConstraint("delegate_id", name=op.f("pk_unlisted_guests")),
        sa.UniqueConstraint("conference", "scan_id", name=op.f("uq_unlisted_guests_conference_scan_id")),
    )
    op.create_index("ix_unlisted_guests_conference_entered_at", "unlisted_guests", ["conference", "entered_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_unlisted_guests_conference_entered_at", "unlisted_guests")
    op.drop_table("unlisted_guests")
    op.drop_column("conferences", "unlisted_needs_second_person")
    op.drop_column("conferences", "unlisted_category")
