"""When the approved film is shown in the hall and broadcast on channels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0023"
down_revision = "documents_0022"
branch_labels = None
depends_on = None

BROADCAST = ("planned", "aired", "removed")


def upgrade() -> None:
    """Apply."""
    moment = sa.DateTime(timezone=True)
    states = sa.Enum(
        *BROADCAST,
        name=op.f("ck_video_broadcasts_state"),
        native_enum=False,
        create_constraint=True,
        length=16,
    )
    op.create_table(
        "video_schedules",
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=True),
        sa.Column("scheduled_at", moment, nullable=False),
        sa.Column("scheduled_by", sa.Text(), nullable=False),
        sa.Column("shown_at", moment, nullable=True),
        sa.Column("shown_by", sa.Text(), nullable=True),
        sa.Column("shown_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(shown_at IS NULL) = (shown_by IS NULL)", name=op.f("ck_video_schedules_shown")),
        sa.CheckConstraint("(shown_at IS NULL) = (shown_sha256 IS NULL)", name=op.f("ck_video_schedules_shown_file")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_schedules_video_report_id_video_reports")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["video_versions.id"], name=op.f("fk_video_schedules_version_id_video_versions")
        ),
        sa.PrimaryKeyConstraint("video_report_id", name=op.f("pk_video_schedules")),
    )
    op.create_index(op.f("ix_video_schedules_conference"), "video_schedules", ["conference"])
    op.create_table(
        "video_broadcasts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("planned_at", moment, nullable=False),
        sa.Column("planned_by", sa.Text(), nullable=False),
        sa.Column("aired_at", moment, nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("reported_at", moment, nullable=True),
        sa.Column("reported_by", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'aired') = (aired_at IS NOT NULL)", name=op.f("ck_video_broadcasts_aired_at")),
        sa.CheckConstraint(
            "(state = 'aired') = (reported_by IS NOT NULL)", name=op.f("ck_video_broadcasts_reported_by")
        ),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_broadcasts_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_broadcasts")),
    )
    op.create_index(
        op.f("ix_video_broadcasts_video_report_id_starts_at"), "video_broadcasts", ["video_report_id", "starts_at"]
    )
    op.create_index(op.f("ix_video_broadcasts_conference"), "video_broadcasts", ["conference"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("video_broadcasts")
    op.drop_table("video_schedules")
