"""The closing time of units' lists, and one person on several of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0002"
down_revision = "registration_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("conferences", sa.Column("registration_closes_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_delegates_conference_search_name", "delegates", ["conference", "search_name"])
    op.create_table(
        "affiliations",
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delegate", "presenter", "commended", name="kind", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_affiliations_conference")),
        sa.ForeignKeyConstraint(
            ["conference", "unit"], ["units.conference", "units.code"], name=op.f("fk_affiliations_conference_unit")
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_affiliations_delegate_id")),
        sa.PrimaryKeyConstraint("delegate_id", "unit", name=op.f("pk_affiliations")),
    )
    op.create_index("ix_affiliations_conference_unit", "affiliations", ["conference", "unit"])
    op.create_table(
        "namesakes",
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_namesakes_ordered")),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_namesakes_conference")),
        sa.ForeignKeyConstraint(["first_id"], ["delegates.id"], name=op.f("fk_namesakes_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["delegates.id"], name=op.f("fk_namesakes_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_namesakes")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("namesakes")
    op.drop_index("ix_affiliations_conference_unit", "affiliations")
    op.drop_table("affiliations")
    op.drop_index("ix_delegates_conference_search_name", "delegates")
    op.drop_column("conferences", "registration_closes_at")
