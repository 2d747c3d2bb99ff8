"""Stations: devices paired with the gates of a conference."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "gateway_0003"
down_revision = "gateway_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "stations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gates", sa.JSON(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scans_waiting", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.CheckConstraint("(code_hash IS NULL) = (code_expires_at IS NULL)", name=op.f("ck_stations_code")),
        sa.CheckConstraint("code_hash IS NULL OR key_hash IS NULL", name=op.f("ck_stations_code_or_key")),
        sa.CheckConstraint("ended_at IS NULL OR code_hash IS NULL", name=op.f("ck_stations_ended_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_stations_code_hash")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_stations_key_hash")),
    )
    op.create_index(op.f("ix_stations_conference_created_at"), "stations", ["conference", "created_at"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_stations_conference_created_at"), table_name="stations")
    op.drop_table("stations")
