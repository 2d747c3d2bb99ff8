"""Commendations in their order of call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0007"
down_revision = "registration_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "commendations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=True),
        sa.Column("unit", sa.String(length=64), nullable=True),
        sa.Column("recipient_name", sa.Text(), nullable=True),
        sa.Column("proxy_delegate_id", sa.Uuid(), nullable=True),
        sa.Column("proxy_name", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "called", "received", name="state", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN delegate_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN recipient_name IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_commendations_recipient"),
        ),
        sa.CheckConstraint("proxy_delegate_id IS NULL OR proxy_name IS NULL", name=op.f("ck_commendations_proxy")),
        sa.CheckConstraint("(called_at IS NULL) = (state = 'waiting')", name=op.f("ck_commendations_called_at")),
        sa.CheckConstraint("(received_at IS NULL) = (state <> 'received')", name=op.f("ck_commendations_received_at")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_commendations_position")),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_commendations_conference")),
        sa.ForeignKeyConstraint(
            ["conference", "unit"], ["units.conference", "units.code"], name=op.f("fk_commendations_conference_unit")
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_commendations_delegate_id")),
        sa.ForeignKeyConstraint(
            ["proxy_delegate_id"], ["delegates.id"], name=op.f("fk_commendations_proxy_delegate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commendations")),
    )
    op.create_index("ix_commendations_conference_position", "commendations", ["conference", "position"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_commendations_conference_position", table_name="commendations")
    op.drop_table("commendations")
