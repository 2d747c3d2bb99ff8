"""What Alembic runs to migrate: on the connection, and inside the transaction, that `chassis.db.migrate` holds."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from chassis.db.types import NormalText, UtcDateTime


def run() -> None:
    """Apply (or compare) the revisions that the command asks for."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        compare_type=True,
        render_item=_render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Our column types as what they are in the database: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, NormalText):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


run()
