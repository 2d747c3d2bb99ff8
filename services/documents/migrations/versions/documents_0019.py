"""The film: what is known of it, its versions, and what is on its way to be one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0019"
down_revision = "documents_0018"
branch_labels = None
depends_on = None

FILM = ("draft", "uploaded", "inspected", "under_appraisal", "changes_requested", "approved", "scheduled", "shown")
VERSION = ("uploaded", "inspected", "changes_requested", "approved", "superseded")
UPLOAD = ("receiving", "checking", "kept", "refused")
REFUSAL = ("checksum_differs", "not_wanted", "lost")


def state(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=op.f(name), native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    """Apply."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "video_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=False),
        sa.Column("state", state(FILM, "ck_video_reports_state"), nullable=False),
        sa.Column("current_number", sa.Integer(), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (current_number IS NULL)", name=op.f("ck_video_reports_current_number")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_video_reports_obligation_id_obligations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_reports")),
        sa.UniqueConstraint("obligation_id", name=op.f("uq_video_reports_obligation_id")),
    )
    op.create_index(op.f("ix_video_reports_conference"), "video_reports", ["conference"])
    op.create_table(
        "video_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", state(VERSION, "ck_video_versions_state"), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_role", sa.String(length=16), nullable=False),
        sa.Column("uploaded_at", moment, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_video_versions_number")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_video_versions_size")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_versions_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_versions")),
        sa.UniqueConstraint("video_report_id", "number", name=op.f("uq_video_versions_video_report_id_number")),
    )
    op.create_index(op.f("ix_video_versions_sha256"), "video_versions", ["sha256"])
    op.create_index(op.f("ix_video_versions_conference"), "video_versions", ["conference"])
    op.create_table(
        "video_uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("metadata_text", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("state", state(UPLOAD, "ck_video_uploads_state"), nullable=False),
        sa.Column("expected_sha256", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("refusal", state(REFUSAL, "ck_video_uploads_known_refusal"), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("started_role", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=128), nullable=True),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("checked", sa.BigInteger(), nullable=False),
        sa.Column("held_until", moment, nullable=True),
        sa.CheckConstraint("length IS NULL OR length >= 1", name=op.f("ck_video_uploads_length")),
        sa.CheckConstraint(
            "received >= 0 AND (length IS NULL OR received <= length)", name=op.f("ck_video_uploads_received")
        ),
        sa.CheckConstraint("(state = 'receiving') = (finished_at IS NULL)", name=op.f("ck_video_uploads_finished_at")),
        sa.CheckConstraint("(state = 'kept') = (version_id IS NOT NULL)", name=op.f("ck_video_uploads_version_id")),
        sa.CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name=op.f("ck_video_uploads_refusal")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_uploads_video_report_id_video_reports")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["video_versions.id"], name=op.f("fk_video_uploads_version_id_video_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_uploads")),
    )
    op.create_index(op.f("ix_video_uploads_video_report_id"), "video_uploads", ["video_report_id"])
    op.create_index(op.f("ix_video_uploads_state_expires_at"), "video_uploads", ["state", "expires_at"])
    op.create_index(op.f("ix_video_uploads_sha256"), "video_uploads", ["sha256"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("video_uploads")
    op.drop_table("video_versions")
    op.drop_table("video_reports")
