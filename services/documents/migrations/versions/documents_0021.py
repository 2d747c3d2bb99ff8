"""Tables and pictures of reports that a digest leaves out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "documents_0021"
down_revision = "documents_0020"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Apply. What was read before is read anew by the worker."""
    op.execute("DELETE FROM report_texts")
    op.add_column("report_texts", sa.Column("left_out", Json, nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("report_texts") as texts:
        texts.drop_column("left_out")
