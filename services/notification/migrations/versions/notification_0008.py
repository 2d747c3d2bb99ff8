"""The agenda: its last publication, and what speakers were told of their items; of which unit an invitation is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "notification_0008"
down_revision = "notification_0007"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply. Units invited before are known by their code with the next news of their invitation."""
    op.create_table(
        "agendas",
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changes", Json, nullable=False),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_agendas")),
    )
    op.create_table(
        "agenda_notices",
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", Json, nullable=False),
        sa.Column("slots", Json, nullable=False),
        sa.Column("delay", Json, nullable=True),
        sa.PrimaryKeyConstraint("about", name=op.f("pk_agenda_notices")),
    )
    op.create_index(op.f("ix_agenda_notices_conference"), "agenda_notices", ["conference"], unique=False)
    op.add_column("invitations", sa.Column("invitee_code", sa.String(length=128), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_column("invitee_code")
    op.drop_index(op.f("ix_agenda_notices_conference"), table_name="agenda_notices")
    op.drop_table("agenda_notices")
    op.drop_table("agendas")
