"""An index in the order of lists that answers searches by itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registration_0010"
down_revision = "registration_0009"
branch_labels = None
depends_on = None

LONGEST_ORDER = 600


def upgrade() -> None:
    """Apply."""
    delegates = sa.table("delegates", sa.column("sort_name", sa.LargeBinary()))
    cut = sa.func.substr(delegates.c.sort_name, 1, LONGEST_ORDER)
    too_long = sa.func.length(delegates.c.sort_name) > LONGEST_ORDER
    op.execute(sa.update(delegates).where(too_long).values(sort_name=cut))
    op.create_index("ix_delegates_search", "delegates", ["conference", "sort_name", "id", "search_name"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_delegates_search", table_name="delegates")
