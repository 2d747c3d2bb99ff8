"""What is said about the film, who judged it, and which cut was approved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0022"
down_revision = "documents_0021"
branch_labels = None
depends_on = None

FILM = ("draft", "uploaded", "inspected", "under_appraisal", "changes_requested", "approved", "scheduled", "shown")
CATEGORY = ("content", "figures_names", "picture", "sound", "on_screen_text", "technical")
WEIGHT = ("must_fix", "advice")
COMMENT = ("open", "fixed", "confirmed", "withdrawn")
DECISION = ("approve", "request_changes")
CHECKS = (
    sa.CheckConstraint(f"state IN ({', '.join(repr(word) for word in FILM)})", name=op.f("ck_video_reports_state")),
    sa.CheckConstraint("(state = 'draft') = (current_number IS NULL)", name=op.f("ck_video_reports_current_number")),
)
STANDS = sa.text("ended_at IS NULL")


def words(allowed: tuple[str, ...], name: str, length: int = 16) -> sa.Enum:
    return sa.Enum(*allowed, name=op.f(name), native_enum=False, create_constraint=True, length=length)


def upgrade() -> None:
    """Apply. Nobody could approve a film before."""
    moment = sa.DateTime(timezone=True)
    # SQLite makes the table anew and would forget its checks.
    with op.batch_alter_table("video_reports", table_args=CHECKS) as films:
        films.add_column(sa.Column("approved_number", sa.Integer(), nullable=True))
        films.add_column(sa.Column("approved_sha256", sa.String(length=64), nullable=True))
        films.create_check_constraint(
            op.f("ck_video_reports_approved"),
            "(state IN ('approved', 'scheduled', 'shown')) = (approved_sha256 IS NOT NULL)",
        )
        films.create_check_constraint(
            op.f("ck_video_reports_approved_number"), "(approved_number IS NULL) = (approved_sha256 IS NULL)"
        )
    op.create_table(
        "video_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Integer(), nullable=False),
        sa.Column("from_ms", sa.Integer(), nullable=False),
        sa.Column("to_ms", sa.Integer(), nullable=True),
        sa.Column("category", words(CATEGORY, "ck_video_comments_category", 32), nullable=False),
        sa.Column("weight", words(WEIGHT, "ck_video_comments_weight"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", words(COMMENT, "ck_video_comments_state"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("released_at", moment, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_ms >= 0", name=op.f("ck_video_comments_from_ms")),
        sa.CheckConstraint("to_ms IS NULL OR to_ms > from_ms", name=op.f("ck_video_comments_to_ms")),
        sa.CheckConstraint("number >= 1 AND seen_on >= number", name=op.f("ck_video_comments_seen_on")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_comments_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_comments")),
    )
    op.create_index(op.f("ix_video_comments_video_report_id_from_ms"), "video_comments", ["video_report_id", "from_ms"])
    op.create_table(
        "video_verdicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("decision", words(DECISION, "ck_video_verdicts_decision", 32), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_verdicts_video_report_id_video_reports")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["video_versions.id"], name=op.f("fk_video_verdicts_version_id_video_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_verdicts")),
    )
    op.create_index(op.f("ix_video_verdicts_video_report_id_at"), "video_verdicts", ["video_report_id", "at"])
    op.create_index(
        "ux_video_verdicts_standing",
        "video_verdicts",
        ["version_id", "subject"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_table(
        "video_reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("last_moment", moment, nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("told_at", moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_reminders_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_reminders")),
        sa.UniqueConstraint(
            "video_report_id",
            "last_moment",
            "days_left",
            name=op.f("uq_video_reminders_video_report_id_last_moment_days_left"),
        ),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("video_reminders")
    op.drop_table("video_verdicts")
    op.drop_table("video_comments")
    with op.batch_alter_table("video_reports", table_args=CHECKS) as films:
        films.drop_column("approved_number")
        films.drop_column("approved_sha256")
