"""What the form check said of what was handed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0014"
down_revision = "documents_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. What was handed in before is checked by and by."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "form_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("report", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('running', 'done', 'could_not')", name=op.f("ck_form_checks_state")),
        sa.CheckConstraint("(report IS NULL) = (state = 'running')", name=op.f("ck_form_checks_report")),
        sa.CheckConstraint("(finished_at IS NULL) = (state = 'running')", name=op.f("ck_form_checks_finished_at")),
        sa.ForeignKeyConstraint(["id"], ["submissions.id"], name=op.f("fk_form_checks_id_submissions")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_form_checks_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_checks")),
    )
    op.create_index(op.f("ix_form_checks_obligation_id"), "form_checks", ["obligation_id"])
    op.create_index(op.f("ix_form_checks_state_started_at"), "form_checks", ["state", "started_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("form_checks")
