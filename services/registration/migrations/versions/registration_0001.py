"""Conferences, units, invitations, delegates, passes and check-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0001"
down_revision = None
branch_labels = ("registration",)
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "conferences",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_title", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("hall", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=True),
        sa.Column("contact_phone", sa.Text(), nullable=True),
        sa.Column("contact_email", sa.Text(), nullable=True),
        sa.Column("last_invitation_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_conferences_capacity")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_conferences_ends_after_start")),
        sa.CheckConstraint("last_invitation_number >= 0", name=op.f("ck_conferences_last_invitation_number")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_conferences")),
    )
    op.create_table(
        "gates",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_gates_conference")),
        sa.PrimaryKeyConstraint("conference", "code", name=op.f("pk_gates")),
    )
    op.create_table(
        "participant_categories",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("protocol_rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("protocol_rank >= 1", name=op.f("ck_participant_categories_protocol_rank")),
        sa.ForeignKeyConstraint(
            ["conference"], ["conferences.slug"], name=op.f("fk_participant_categories_conference")
        ),
        sa.PrimaryKeyConstraint("conference", "code", name=op.f("pk_participant_categories")),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_steps_conference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
    )
    op.create_index("ix_steps_about", "steps", ["about", "id"], unique=False)
    op.create_table(
        "units",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.LargeBinary(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("in_plan", sa.Boolean(), nullable=False),
        sa.Column("focal_point_name", sa.Text(), nullable=True),
        sa.Column("focal_point_email", sa.Text(), nullable=True),
        sa.Column("focal_point_phone", sa.Text(), nullable=True),
        sa.CheckConstraint("quota >= 0", name=op.f("ck_units_quota")),
        sa.ForeignKeyConstraint(
            ["conference", "category"],
            ["participant_categories.conference", "participant_categories.code"],
            name=op.f("fk_units_conference_category"),
        ),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_units_conference")),
        sa.PrimaryKeyConstraint("conference", "code", name=op.f("pk_units")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "issued",
                "answered",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "invitee_kind",
            sa.Enum("unit", "guest", name="invitee_kind", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("invitee_code", sa.String(length=64), nullable=False),
        sa.Column("invitee_name", sa.Text(), nullable=False),
        sa.Column("invitee_post", sa.Text(), nullable=True),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=True),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=True),
        sa.Column("recipient_email", sa.Text(), nullable=True),
        sa.Column("recipient_phone", sa.Text(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum("attends", "declines", name="answer", native_enum=False, create_constraint=True, length=16),
            nullable=True,
        ),
        sa.Column("attending", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "delivery",
            sa.Enum("none", "sent", "failed", name="delivery", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("delivery_error", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(unit IS NOT NULL) = (invitee_kind = 'unit')", name=op.f("ck_invitations_unit")),
        sa.CheckConstraint(
            "attending = 0 OR (attending > 0 AND answer IS NOT NULL AND answer = 'attends')",
            name=op.f("ck_invitations_attending"),
        ),
        sa.CheckConstraint(
            "issue >= 0 AND (state = 'withdrawn' OR (state = 'draft') = (issue = 0))", name=op.f("ck_invitations_issue")
        ),
        sa.CheckConstraint(
            "state = 'withdrawn' OR (state = 'answered') = (answer IS NOT NULL)", name=op.f("ck_invitations_answered")
        ),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_invitations_answered_at")),
        sa.CheckConstraint("(issued_at IS NULL) = (issue = 0)", name=op.f("ck_invitations_issued_at")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_invitations_number")),
        sa.ForeignKeyConstraint(
            ["conference", "category"],
            ["participant_categories.conference", "participant_categories.code"],
            name=op.f("fk_invitations_conference_category"),
        ),
        sa.ForeignKeyConstraint(
            ["conference", "unit"], ["units.conference", "units.code"], name=op.f("fk_invitations_conference_unit")
        ),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_invitations_conference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint(
            "conference",
            "invitee_kind",
            "invitee_code",
            name=op.f("uq_invitations_conference_invitee_kind_invitee_code"),
        ),
        sa.UniqueConstraint("conference", "number", name=op.f("uq_invitations_conference_number")),
    )
    op.create_table(
        "delegates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delegate", "presenter", "commended", name="kind", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.LargeBinary(), nullable=False),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=True),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "registered",
                "confirmed",
                "excused",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(unit IS NULL) = (invitation_id IS NOT NULL)", name=op.f("ck_delegates_unit_or_guest")),
        sa.ForeignKeyConstraint(
            ["conference", "category"],
            ["participant_categories.conference", "participant_categories.code"],
            name=op.f("fk_delegates_conference_category"),
        ),
        sa.ForeignKeyConstraint(
            ["conference", "unit"], ["units.conference", "units.code"], name=op.f("fk_delegates_conference_unit")
        ),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_delegates_conference")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitations.id"], name=op.f("fk_delegates_invitation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegates")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_delegates_invitation_id")),
    )
    op.create_index("ix_delegates_conference_unit", "delegates", ["conference", "unit", "state"], unique=False)
    op.create_table(
        "passes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("delegate_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name=op.f("ck_passes_revoked")),
        sa.ForeignKeyConstraint(["conference"], ["conferences.slug"], name=op.f("fk_passes_conference")),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_passes_delegate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passes")),
        sa.UniqueConstraint("conference", "code", name=op.f("uq_passes_conference_code")),
    )
    op.create_index(
        "uq_passes_held",
        "passes",
        ["delegate_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
        sqlite_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted", "duplicate", "refused", name="outcome", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("pass_id", sa.Uuid(), nullable=True),
        sa.Column("delegate_id", sa.Uuid(), nullable=True),
        sa.Column("first_id", sa.Uuid(), nullable=True),
        sa.Column("gate", sa.String(length=64), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(outcome = 'duplicate') = (first_id IS NOT NULL)", name=op.f("ck_check_ins_first")),
        sa.CheckConstraint("(outcome = 'refused') = (problem IS NOT NULL)", name=op.f("ck_check_ins_problem")),
        sa.CheckConstraint("outcome = 'refused' OR delegate_id IS NOT NULL", name=op.f("ck_check_ins_delegate")),
        sa.CheckConstraint("undone_at IS NULL OR outcome = 'accepted'", name=op.f("ck_check_ins_undone_outcome")),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)",
            name=op.f("ck_check_ins_undone"),
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["delegates.id"], name=op.f("fk_check_ins_delegate_id")),
        sa.ForeignKeyConstraint(["first_id"], ["check_ins.id"], name=op.f("fk_check_ins_first_id")),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name=op.f("fk_check_ins_pass_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("conference", "scan_id", name=op.f("uq_check_ins_conference_scan_id")),
    )
    op.create_index("ix_check_ins_conference_received_at", "check_ins", ["conference", "received_at"], unique=False)
    op.create_index(
        "uq_check_ins_first",
        "check_ins",
        ["delegate_id"],
        unique=True,
        postgresql_where=sa.text("outcome = 'accepted' AND undone_at IS NULL"),
        sqlite_where=sa.text("outcome = 'accepted' AND undone_at IS NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(
        "uq_check_ins_first",
        table_name="check_ins",
        postgresql_where=sa.text("outcome = 'accepted' AND undone_at IS NULL"),
        sqlite_where=sa.text("outcome = 'accepted' AND undone_at IS NULL"),
    )
    op.drop_index("ix_check_ins_conference_received_at", table_name="check_ins")
    op.drop_table("check_ins")
    op.drop_index(
        "uq_passes_held",
        table_name="passes",
        postgresql_where=sa.text("revoked_at IS NULL"),
        sqlite_where=sa.text("revoked_at IS NULL"),
    )
    op.drop_table("passes")
    op.drop_index("ix_delegates_conference_unit", table_name="delegates")
    op.drop_table("delegates")
    op.drop_table("invitations")
    op.drop_table("units")
    op.drop_index("ix_steps_about", table_name="steps")
    op.drop_table("steps")
    op.drop_table("participant_categories")
    op.drop_table("gates")
    op.drop_table("conferences")
