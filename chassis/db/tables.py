"""The metadata that the chassis's own tables (outbox, inbox, idempotency keys) are registered on.

They are part of every service's database; a service's Alembic environment therefore has two
metadatas: its own and this one.
"""

from __future__ import annotations

from sqlalchemy import MetaData

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraint names are fixed, so that a migration means the same on SQLite and PostgreSQL."""

metadata = MetaData(naming_convention=NAMING)
