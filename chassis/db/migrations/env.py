"""What Alembic runs to migrate: on the connection, and inside the transaction, that `chassis.db.migrate` holds."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Apply (or compare) the revisions that the command asks for."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        compare_type=True,
        render_as_batch=attributes["connection"].dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
