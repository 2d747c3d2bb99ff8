"""Files of delegates on their way in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from chassis.db.types import Json

revision = "registration_0009"
down_revision = "registration_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    states = ("checking", "checked", "applying", "applied", "failed")
    op.create_table(
        "delegate_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=True),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(*states, name="state", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column(
            "mode",
            sa.Enum("all", "good", name="mode", native_enum=False, create_constraint=True, length=16),
            nullable=True,
        ),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("faults", Json, nullable=False),
        sa.Column("fault_count", sa.Integer(), nullable=False),
        sa.Column("by", Json, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_delegate_imports_conference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate_imports")),
    )
    op.create_index("ix_delegate_imports_conference", "delegate_imports", ["conference", "created_at"])
    op.create_index("ix_delegate_imports_state", "delegate_imports", ["state", "created_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("delegate_imports")
