"""Of which version of the plan a paper's facts are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "documents_0006"
down_revision = "documents_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Papers that are there are looked over once: 0 is no plan's version."""
    op.add_column("papers", sa.Column("plan_version", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("papers") as papers:
        papers.drop_column("plan_version")
