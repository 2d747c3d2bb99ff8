"""The migrations make what the models describe."""

from __future__ import annotations

from chassis.db.database import Database
from chassis.db.migrate import differences, upgrade
from services.documents.bootstrap import MIGRATIONS
from services.documents.models import Base


def test_migrated_database_has_what_the_models_say(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database, MIGRATIONS, Base.metadata)
    assert differences(database, Base.metadata) == []
