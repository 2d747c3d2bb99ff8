"""Nominations for the medal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0016"
down_revision = "documents_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "medal_nominations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("years_of_service", sa.Integer(), nullable=False),
        sa.Column("verified_years", sa.Integer(), nullable=True),
        sa.Column("awarded_before", sa.Boolean(), nullable=False),
        sa.Column("merits", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=True),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('nominated', 'returned', 'verified', 'sent', 'awarded', 'not_awarded', 'withdrawn')",
            name=op.f("ck_medal_nominations_state"),
        ),
        sa.CheckConstraint(
            "verified_years IS NOT NULL OR state NOT IN ('verified', 'sent', 'awarded')",
            name=op.f("ck_medal_nominations_verified"),
        ),
        sa.CheckConstraint("birth_year BETWEEN 1900 AND 2100", name=op.f("ck_medal_nominations_birth_year")),
        sa.CheckConstraint("years_of_service BETWEEN 0 AND 80", name=op.f("ck_medal_nominations_years_of_service")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medal_nominations")),
    )
    for columns in (["conference", "unit"], ["folded_name", "birth_year"]):
        op.create_index(op.f(f"ix_medal_nominations_{'_'.join(columns)}"), "medal_nominations", columns, unique=False)


def downgrade() -> None:
    """Take back."""
    for columns in ("folded_name_birth_year", "conference_unit"):
        op.drop_index(op.f(f"ix_medal_nominations_{columns}"), table_name="medal_nominations")
    op.drop_table("medal_nominations")
