"""The migrations make the tables that the models describe."""

from __future__ import annotations

from chassis.db.database import Database
from chassis.db.migrate import differences, upgrade
from services.notification.bootstrap import MIGRATIONS
from services.notification.models import Base


def test_the_migrations_leave_nothing_to_be_made(database_url: str) -> None:
    database = Database(database_url)

    upgrade(database, MIGRATIONS, Base.metadata)

    assert differences(database, Base.metadata) == []
    database.dispose()
