"""What the machine finds in cuts of the film, and the copies that browsers play."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0020"
down_revision = "documents_0019"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSPECTION = ("running", "done")
COPY = ("making", "ready", "failed", "removed")


def state(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=op.f(name), native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    """Apply. Cuts that are there already wait for their turn."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "video_inspections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("state", state(INSPECTION, "ck_video_inspections_state"), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("held_until", moment, nullable=True),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("asked", Json, nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("report", Json, nullable=True),
        *[
            sa.CheckConstraint(f"(state = 'done') = ({name} IS NOT NULL)", name=op.f(f"ck_video_inspections_{name}"))
            for name in ("report", "finished_at", "outcome", "verdict")
        ],
        sa.ForeignKeyConstraint(["id"], ["video_versions.id"], name=op.f("fk_video_inspections_id_video_versions")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_inspections_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_inspections")),
    )
    op.create_index(op.f("ix_video_inspections_video_report_id"), "video_inspections", ["video_report_id"])
    op.create_table(
        "video_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("video_report_id", sa.Uuid(), nullable=False),
        sa.Column("state", state(COPY, "ck_video_copies_state"), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("held_until", moment, nullable=True),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("made", Json, nullable=True),
        sa.Column("problem", Json, nullable=True),
        sa.Column("film_sha256", sa.String(length=64), nullable=True),
        sa.Column("film_size", sa.BigInteger(), nullable=True),
        sa.Column("poster_sha256", sa.String(length=64), nullable=True),
        sa.Column("poster_size", sa.Integer(), nullable=True),
        sa.Column("strip_sha256", sa.String(length=64), nullable=True),
        sa.Column("strip_size", sa.Integer(), nullable=True),
        *[
            sa.CheckConstraint(f"(state = 'ready') = ({name} IS NOT NULL)", name=op.f(f"ck_video_copies_{name}"))
            for name in ("film_sha256", "poster_sha256", "strip_sha256")
        ],
        sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name=op.f("ck_video_copies_problem")),
        sa.CheckConstraint("state <> 'ready' OR made IS NOT NULL", name=op.f("ck_video_copies_made")),
        sa.ForeignKeyConstraint(["id"], ["video_versions.id"], name=op.f("fk_video_copies_id_video_versions")),
        sa.ForeignKeyConstraint(
            ["video_report_id"], ["video_reports.id"], name=op.f("fk_video_copies_video_report_id_video_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_copies")),
    )
    for name in ("video_report_id", "film_sha256", "poster_sha256", "strip_sha256"):
        op.create_index(op.f(f"ix_video_copies_{name}"), "video_copies", [name])


def downgrade() -> None:
    """Take back."""
    op.drop_table("video_copies")
    op.drop_table("video_inspections")
