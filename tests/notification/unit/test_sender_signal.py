"""The sender is woken by commits, and by nothing else."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from chassis.db.database import Database
from services.notification.sending.signal import SenderSignal


class CountingSignal(SenderSignal):
    """Counts how often the sender was woken."""

    def __init__(self) -> None:
        super().__init__()
        self.called = Mock()

    def call(self) -> None:
        self.called()


def test_a_commit_wakes_the_sender(sqlite_database: str) -> None:
    signal, database = CountingSignal(), Database(sqlite_database)

    with database.write() as session:
        signal.call_after_commit(session)

    signal.called.assert_called_once_with()


def test_a_rollback_lets_the_sender_sleep(sqlite_database: str) -> None:
    signal, database = CountingSignal(), Database(sqlite_database)

    with pytest.raises(RuntimeError):
        _fail_after_calling(signal, database)

    signal.called.assert_not_called()


def _fail_after_calling(signal: SenderSignal, database: Database) -> None:
    with database.write() as session:
        signal.call_after_commit(session)
        raise RuntimeError
