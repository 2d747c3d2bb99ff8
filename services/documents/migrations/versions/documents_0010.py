"""Petitions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0010"
down_revision = "documents_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "petitions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(length=128), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("forwarded", sa.Boolean(), nullable=False),
        sa.Column("room", sa.String(length=128), nullable=True),
        sa.Column("room_name", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forwarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'assigned', 'drafted', 'returned', 'answered', 'forwarded', 'replied', 'merged',"
            " 'withdrawn')",
            name=op.f("ck_petitions_state"),
        ),
        sa.CheckConstraint("(merged_into IS NULL) = (state <> 'merged')", name=op.f("ck_petitions_merged_into")),
        sa.CheckConstraint("(answered_at IS NULL) = (state <> 'answered')", name=op.f("ck_petitions_answered_at")),
        sa.CheckConstraint(
            "(forwarded_at IS NULL) = (state NOT IN ('forwarded', 'replied'))", name=op.f("ck_petitions_forwarded_at")
        ),
        sa.CheckConstraint("(reply IS NULL) = (state <> 'replied')", name=op.f("ck_petitions_reply")),
        sa.CheckConstraint(
            "room IS NOT NULL OR state NOT IN ('assigned', 'drafted', 'returned')", name=op.f("ck_petitions_room")
        ),
        sa.CheckConstraint(
            "draft IS NOT NULL OR state NOT IN ('drafted', 'returned', 'answered')", name=op.f("ck_petitions_draft")
        ),
        sa.ForeignKeyConstraint(["merged_into"], ["petitions.id"], name=op.f("fk_petitions_merged_into_petitions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petitions")),
        sa.UniqueConstraint("conference", "number", name=op.f("uq_petitions_conference_number")),
    )
    op.create_index(op.f("ix_petitions_conference_unit"), "petitions", ["conference", "unit"], unique=False)
    op.create_index(op.f("ix_petitions_conference_room"), "petitions", ["conference", "room"], unique=False)
    op.create_index(op.f("ix_petitions_merged_into"), "petitions", ["merged_into"], unique=False)


def downgrade() -> None:
    """Take back."""
    for columns in ("merged_into", "conference_room", "conference_unit"):
        op.drop_index(op.f(f"ix_petitions_{columns}"), table_name="petitions")
    op.drop_table("petitions")
