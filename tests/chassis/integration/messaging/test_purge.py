"""What has had its effect long ago is let go; what waits for anything is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select

from chassis.db.database import Database
from chassis.db.idempotency import claim, idempotency_keys
from chassis.messaging.inbox import Inbox
from chassis.messaging.purge import Purge, Retention
from chassis.messaging.tables import inbox as inbox_table
from chassis.messaging.tables import outbox, watermarks
from chassis.testing.messaging import ACCOUNT_CREATED, Ledger, account_event, record, record_many

LATER = datetime.now(UTC) + timedelta(days=100)


def purge(database: Database) -> int:
    return Purge(database, Retention(), clock=lambda: LATER).purge()


def mark_all_sent(database: Database) -> None:
    with database.write() as session:
        session.execute(outbox.update().values(sent_at=outbox.c.recorded_at))


def rows(database: Database) -> tuple[int, int]:
    with database.read() as session:
        count = select(func.count())
        return (
            session.scalar(count.select_from(outbox)) or 0,
            session.scalar(count.select_from(inbox_table)) or 0,
        )


def test_old_news_that_was_told_is_let_go(database: Database) -> None:
    record_many(database, 2500)
    mark_all_sent(database)
    record(database, "unsent")
    assert purge(database) == 2500
    assert rows(database) == (1, 0)


def test_recent_news_is_kept(database: Database) -> None:
    record_many(database, 3)
    mark_all_sent(database)
    assert Purge(database, Retention()).purge() == 0


def test_answers_kept_under_a_key_are_let_go_after_a_week(database: Database) -> None:
    for key, days in (("old", 8), ("recent", 6)):
        with database.write() as session:
            claim(session, "account/a", key, "hash", LATER - timedelta(days=days))
    assert purge(database) == 1
    with database.read() as session:
        assert session.scalars(select(idempotency_keys.c.key)).all() == ["recent"]


def test_news_beyond_the_watermark_is_kept(database: Database) -> None:
    record_many(database, 3)
    mark_all_sent(database)
    with database.write() as session:
        session.execute(insert(watermarks), {"name": "outbox", "position": 2})
    assert purge(database) == 2


def test_failed_events_are_never_let_go(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    ledger.failing.add("account/a")
    inbox.receive_all([account_event("a"), account_event("b")])
    assert purge(database) == 1
    assert rows(database) == (0, 1)


def test_position_is_never_given_out_again(database: Database) -> None:
    record_many(database, 2)
    mark_all_sent(database)
    purge(database)
    record(database, "next", 1, ACCOUNT_CREATED)
    with database.read() as session:
        assert session.scalar(select(outbox.c.position)) == 3
