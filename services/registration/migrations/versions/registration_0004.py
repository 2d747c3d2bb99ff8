"""Delegates who hand their place over, and people whom nobody named beforehand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import ColumnElement, TextClause

revision = "registration_0004"
down_revision = "registration_0003"
branch_labels = None
depends_on = None

KINDS = ("delegate", "presenter", "commended")
STATES = ("waiting", "registered", "confirmed", "excused", "cancelled")
UNIT_OR_GUEST = "unit IS NULL OR invitation_id IS NULL"
COMES_BY_RIGHT = "unit IS NOT NULL OR invitation_id IS NOT NULL OR substitute_for IS NOT NULL OR kind = 'unlisted'"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("delegates") as delegates:
        delegates.add_column(sa.Column("substitute_for", sa.Uuid(), nullable=True))
        delegates.add_column(sa.Column("organisation", sa.Text(), nullable=True))
        delegates.create_foreign_key(op.f("fk_delegates_substitute_for"), "delegates", ["substitute_for"], ["id"])
        delegates.create_unique_constraint(op.f("uq_delegates_substitute_for"), ["substitute_for"])
        _allow(delegates, (*KINDS, "unlisted"), (*STATES, "substituted"))
        _replace(delegates, "ck_delegates_unit_or_guest", sa.text(UNIT_OR_GUEST))
        delegates.create_check_constraint(op.f("ck_delegates_comes_by_right"), COMES_BY_RIGHT)
        delegates.create_check_constraint(op.f("ck_delegates_organisation"), "organisation IS NULL OR unit IS NULL")


def downgrade() -> None:
    """Take back; fails while somebody is a substitute or unlisted, for the older shape has no place for them."""
    with op.batch_alter_table("delegates") as delegates:
        delegates.drop_constraint(op.f("ck_delegates_organisation"), type_="check")
        delegates.drop_constraint(op.f("ck_delegates_comes_by_right"), type_="check")
        _replace(delegates, "ck_delegates_unit_or_guest", sa.text("(unit IS NULL) = (invitation_id IS NOT NULL)"))
        _allow(delegates, KINDS, STATES)
        delegates.drop_constraint(op.f("uq_delegates_substitute_for"), type_="unique")
        delegates.drop_constraint(op.f("fk_delegates_substitute_for"), type_="foreignkey")
        delegates.drop_column("organisation")
        delegates.drop_column("substitute_for")


def _allow(delegates: BatchOperations, kinds: tuple[str, ...], states: tuple[str, ...]) -> None:
    _replace(delegates, "kind", sa.column("kind").in_(kinds))
    _replace(delegates, "state", sa.column("state").in_(states))


def _replace(delegates: BatchOperations, name: str, condition: ColumnElement[bool] | TextClause) -> None:
    delegates.drop_constraint(op.f(name), type_="check")
    delegates.create_check_constraint(op.f(name), condition)
