"""Files for the printer, and what their invitations bear."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0013"
down_revision = "documents_0012"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("invitations") as invitations:
        invitations.add_column(sa.Column("invitee_post", sa.Text(), nullable=True))
        invitations.add_column(sa.Column("link", sa.Text(), nullable=True))
        invitations.add_column(sa.Column("issued_at", Moment, nullable=True))
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("choices", Json, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("items_done", sa.Integer(), nullable=False),
        sa.Column("items_total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("held_until", Moment, nullable=True),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("problem", Json, nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("finished_at", Moment, nullable=True),
        sa.Column("expires_at", Moment, nullable=False),
        sa.CheckConstraint("kind in ('invitations', 'name_tents', 'badges')", name=op.f("ck_print_jobs_kind")),
        sa.CheckConstraint("state in ('waiting', 'running', 'done', 'failed')", name=op.f("ck_print_jobs_state")),
        sa.CheckConstraint("items_done >= 0 and items_done <= items_total", name=op.f("ck_print_jobs_items")),
        sa.CheckConstraint(
            "state != 'done' or (content is not null and sha256 is not null)",
            name=op.f("ck_print_jobs_done_has_a_file"),
        ),
        sa.CheckConstraint("state != 'running' or held_until is not null", name=op.f("ck_print_jobs_running_is_held")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
    )
    op.create_index(op.f("ix_print_jobs_conference_asked_at"), "print_jobs", ["conference", "asked_at"], unique=False)
    op.create_index(op.f("ix_print_jobs_state_asked_at"), "print_jobs", ["state", "asked_at"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_print_jobs_state_asked_at"), table_name="print_jobs")
    op.drop_index(op.f("ix_print_jobs_conference_asked_at"), table_name="print_jobs")
    op.drop_table("print_jobs")
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_column("issued_at")
        invitations.drop_column("link")
        invitations.drop_column("invitee_post")
