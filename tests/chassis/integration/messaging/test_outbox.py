"""A change and the news of it commit together, and the news is numbered by its subject's version."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import String, Uuid, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from chassis.contracts import InvalidEvent
from chassis.db.aggregate import Aggregate
from chassis.db.database import Database
from chassis.messaging.outbox import record, record_fact
from chassis.messaging.tables import outbox
from chassis.observability.tracing import continued_trace, start_tracing
from chassis.testing.events import example_data
from chassis.testing.messaging import ACCOUNT_CREATED


class Base(DeclarativeBase):
    """Tables of this test."""


class Account(Aggregate, Base):
    """An aggregate that makes its id when it is written."""

    __tablename__ = "accounts"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(32))


@pytest.fixture
def accounts(database: Database) -> Database:
    Base.metadata.create_all(database.engine)
    return database


def told(database: Database) -> list[tuple[str, int]]:
    with database.read() as session:
        rows = session.execute(select(outbox.c.subject, outbox.c.sequence).order_by(outbox.c.position)).all()
    return [(subject, sequence) for subject, sequence in rows]


def create(session: Session, **data: object) -> Account:
    account = Account(name="mau")
    session.add(account)
    record(session, account, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED, **data))
    return account


def test_new_subject_begins_with_sequence_one(accounts: Database) -> None:
    with accounts.write() as session:
        account = create(session)
    assert told(accounts) == [(f"account/{account.id}", 1)]


def test_each_event_of_a_subject_takes_the_next_sequence(accounts: Database) -> None:
    with accounts.write() as session:
        account = create(session)
        record(session, account, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))
    with accounts.write() as session:
        again = session.get_one(Account, account.id)
        record(session, again, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))
    assert [sequence for _, sequence in told(accounts)] == [1, 2, 3]


def test_change_that_is_rolled_back_takes_its_news_with_it(accounts: Database) -> None:
    def change_and_fail() -> None:
        with accounts.write() as session:
            create(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert told(accounts) == []


def test_news_that_breaks_its_contract_undoes_the_change(accounts: Database) -> None:
    with pytest.raises(InvalidEvent), accounts.write() as session:
        create(session, role="king")
    with accounts.read() as session:
        assert session.scalars(select(Account)).all() == []


def test_change_of_a_stale_aggregate_is_refused(accounts: Database) -> None:
    with accounts.write() as session:
        account = create(session)
    with accounts.read() as session:
        stale = session.get_one(Account, account.id)
    with accounts.write() as session:
        current = session.get_one(Account, account.id)
        record(session, current, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))

    def change_the_stale_one() -> None:
        with accounts.write() as session:
            session.add(stale)
            record(session, stale, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))

    with pytest.raises(StaleDataError):
        change_the_stale_one()
    assert [sequence for _, sequence in told(accounts)] == [1, 2]


def test_fact_cannot_be_told_twice_under_one_sequence(database: Database) -> None:
    with database.write() as session:
        record_fact(session, "a", 1, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))
    with pytest.raises(IntegrityError), database.write() as session:
        record_fact(session, "a", 1, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))


def test_event_carries_the_trace_and_the_time_of_its_change(database: Database) -> None:
    start_tracing()
    noon = datetime(2024, 7, 5, 5, 0, tzinfo=UTC)
    with (
        continued_trace("test", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        database.write() as session,
    ):
        event = record_fact(session, "a", 1, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED), clock=lambda: noon)
    assert (event.time, (event.traceparent or "")[:35]) == (noon, "00-0af7651916cd43dd8448eb211c80319c")
