"""What units hand in, and how far it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0009"
down_revision = "documents_0008"
branch_labels = None
depends_on = None

STATES = ("awaited", "received", "under_appraisal", "returned", "accepted")
CONTENT = (
    "(CASE WHEN upload_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN link IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN text IS NULL THEN 0 ELSE 1 END) = 1"
)
CHECKS = (
    sa.CheckConstraint("policy IN ('before', 'by_end_of')", name=op.f("ck_obligations_policy")),
    sa.CheckConstraint("last_moment IN (strict_until, lenient_until)", name=op.f("ck_obligations_last_moment")),
)


def upgrade() -> None:
    """Apply. Nothing has come of what is owed already; its news begin with number 1."""
    moment = sa.DateTime(timezone=True)
    # SQLite makes the table anew and would forget its checks.
    with op.batch_alter_table("obligations", table_args=CHECKS) as obligations:
        obligations.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
        obligations.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="awaited"))
        obligations.add_column(sa.Column("came_at", moment, nullable=True))
        obligations.add_column(sa.Column("appraised_by", sa.Text(), nullable=False, server_default=""))
        obligations.add_column(sa.Column("extended_to", sa.Date(), nullable=True))
        obligations.add_column(sa.Column("dropped_at", moment, nullable=True))
        obligations.create_check_constraint(
            op.f("ck_obligations_state"), f"state IN ({', '.join(repr(state) for state in STATES)})"
        )
        obligations.create_check_constraint(
            op.f("ck_obligations_worked_on"), "state = 'awaited' OR worked_on_at IS NOT NULL"
        )
        obligations.create_check_constraint(
            op.f("ck_obligations_came_at"), "(came_at IS NULL) = (state IN ('awaited', 'returned'))"
        )
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.String(length=200), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.Column("kept_at", moment, nullable=True),
        sa.CheckConstraint("size >= 0", name=op.f("ck_uploads_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_sha256"), "uploads", ["sha256"])
    op.create_index(op.f("ix_uploads_kept_at_uploaded_at"), "uploads", ["kept_at", "uploaded_at"])
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("handed_in_by", sa.Text(), nullable=False),
        sa.Column("handed_in_role", sa.String(length=16), nullable=False),
        sa.Column("handed_in_at", moment, nullable=False),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_submissions_number")),
        sa.CheckConstraint(CONTENT, name=op.f("ck_submissions_content")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_submissions_obligation_id_obligations")
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name=op.f("fk_submissions_upload_id_uploads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("obligation_id", "number", name=op.f("uq_submissions_obligation_id_number")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_submissions_upload_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("submissions")
    op.drop_table("uploads")
    with op.batch_alter_table("obligations", table_args=CHECKS) as obligations:
        for name in ("state", "worked_on", "came_at"):
            obligations.drop_constraint(op.f(f"ck_obligations_{name}"), type_="check")
        for column in ("dropped_at", "extended_to", "appraised_by", "came_at", "state", "version"):
            obligations.drop_column(column)
