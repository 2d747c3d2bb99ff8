"""The texts of reports by section, files of digests, and reminders of activities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0018"
down_revision = "documents_0017"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Moment = sa.DateTime(timezone=True)
KINDS = "'invitations', 'name_tents', 'badges'"
DIGESTS = "'digest_pdf', 'digest_word'"


def upgrade() -> None:
    """Apply. The texts of what was handed in before are read by the worker."""
    op.create_table(
        "report_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("obligation", sa.String(length=128), nullable=False),
        sa.Column("outline", sa.String(length=64), nullable=False),
        sa.Column("begun_at", Moment, nullable=False),
        sa.Column("read_at", Moment, nullable=True),
        sa.Column("sections", Json, nullable=True),
        sa.Column("problem", Json, nullable=True),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(sections IS NULL) = (read_at IS NULL)", name=op.f("ck_report_texts_sections")),
        sa.ForeignKeyConstraint(["id"], ["submissions.id"], name=op.f("fk_report_texts_id_submissions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_texts")),
    )
    op.create_index(op.f("ix_report_texts_conference"), "report_texts", ["conference"])
    op.create_index(op.f("ix_report_texts_read_at_begun_at"), "report_texts", ["read_at", "begun_at"])
    op.create_table(
        "activity_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("last_moment", Moment, nullable=False),
        sa.Column("told_at", Moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["activity_reports.id"],
            name=op.f("fk_activity_reminders_report_id_activity_reports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_reminders")),
        sa.UniqueConstraint("report_id", "last_moment", name=op.f("uq_activity_reminders_report_id_last_moment")),
    )
    with op.batch_alter_table("print_jobs") as jobs:
        jobs.drop_constraint(op.f("ck_print_jobs_kind"), type_="check")
        jobs.create_check_constraint(op.f("ck_print_jobs_kind"), f"kind in ({KINDS}, {DIGESTS})")


def downgrade() -> None:
    """Take back. Files of digests are made anew when they are asked for."""
    op.execute("DELETE FROM print_jobs WHERE kind IN ('digest_pdf', 'digest_word')")
    with op.batch_alter_table("print_jobs") as jobs:
        jobs.drop_constraint(op.f("ck_print_jobs_kind"), type_="check")
        jobs.create_check_constraint(op.f("ck_print_jobs_kind"), f"kind in ({KINDS})")
    op.drop_table("activity_reminders")
    op.drop_table("report_texts")
