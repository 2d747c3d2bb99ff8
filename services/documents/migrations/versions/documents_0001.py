"""Plans, obligations, projections of registration, papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0001"
down_revision = None
branch_labels = ("documents",)
depends_on = None


Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "activities",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("owners", Json, nullable=False),
        sa.Column("owner_names", Json, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("policy", sa.String(length=16), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("conference", "code", name=op.f("pk_activities")),
    )
    op.create_table(
        "applied_plans",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("shift_to", sa.Date(), nullable=True),
        sa.Column("content", Json, nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.CheckConstraint("plan_version >= 1", name=op.f("ck_applied_plans_plan_version")),
        sa.PrimaryKeyConstraint("conference", "plan_version", name=op.f("pk_applied_plans")),
    )
    op.create_table(
        "delegates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=128), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=True),
        sa.Column("unit_name", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("pass_text", sa.Text(), nullable=True),
        sa.Column("pass_code", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegates")),
    )
    op.create_index(op.f("ix_delegates_conference_state"), "delegates", ["conference", "state"], unique=False)
    op.create_index(op.f("ix_delegates_conference_unit"), "delegates", ["conference", "unit"], unique=False)
    op.create_index(op.f("ix_delegates_pass_id"), "delegates", ["pass_id"], unique=False)
    op.create_table(
        "distribution_entries",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("units", Json, nullable=False),
        sa.PrimaryKeyConstraint("conference", "position", name=op.f("pk_distribution_entries")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("invitee_kind", sa.String(length=16), nullable=False),
        sa.Column("invitee_code", sa.String(length=128), nullable=False),
        sa.Column("invitee_name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index(
        op.f("ix_invitations_conference_invitee_code"), "invitations", ["conference", "invitee_code"], unique=False
    )
    op.create_table(
        "obligations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=128), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("policy", sa.String(length=16), nullable=False),
        sa.Column("strict_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lenient_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("worked_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("policy IN ('before', 'by_end_of')", name=op.f("ck_obligations_policy")),
        sa.CheckConstraint("last_moment IN (strict_until, lenient_until)", name=op.f("ck_obligations_last_moment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint("conference", "code", "unit", name=op.f("uq_obligations_conference_code_unit")),
    )
    op.create_index(
        op.f("ix_obligations_conference_last_moment"), "obligations", ["conference", "last_moment"], unique=False
    )
    op.create_index(op.f("ix_obligations_conference_unit"), "obligations", ["conference", "unit"], unique=False)
    op.create_table(
        "papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=True),
        sa.Column("reason", sa.String(length=160), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('invitation', 'badge')", name=op.f("ck_papers_kind")),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_papers_pages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("reason", name=op.f("uq_papers_reason")),
    )
    op.create_index(op.f("ix_papers_about"), "papers", ["about"], unique=False)
    op.create_index(op.f("ix_papers_conference_kind"), "papers", ["conference", "kind"], unique=False)
    op.create_table(
        "plans",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("shift_to", sa.Date(), nullable=True),
        sa.Column("content", Json, nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("categories", Json, nullable=False),
        sa.Column("printing", Json, nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_plans")),
    )
    op.create_table(
        "revoked_passes",
        sa.Column("pass_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("pass_id", name=op.f("pk_revoked_passes")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("revoked_passes")
    op.drop_table("plans")
    op.drop_index(op.f("ix_papers_conference_kind"), table_name="papers")
    op.drop_index(op.f("ix_papers_about"), table_name="papers")
    op.drop_table("papers")
    op.drop_index(op.f("ix_obligations_conference_unit"), table_name="obligations")
    op.drop_index(op.f("ix_obligations_conference_last_moment"), table_name="obligations")
    op.drop_table("obligations")
    op.drop_index(op.f("ix_invitations_conference_invitee_code"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("distribution_entries")
    op.drop_index(op.f("ix_delegates_pass_id"), table_name="delegates")
    op.drop_index(op.f("ix_delegates_conference_unit"), table_name="delegates")
    op.drop_index(op.f("ix_delegates_conference_state"), table_name="delegates")
    op.drop_table("delegates")
    op.drop_table("applied_plans")
    op.drop_table("activities")
