"""Begin."""

from __future__ import annotations

revision = "registration_0001"
down_revision = None
branch_labels = ("registration",)
depends_on = None


def upgrade() -> None:
    """Apply."""
