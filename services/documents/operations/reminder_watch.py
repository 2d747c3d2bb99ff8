"""The loop that every kind of reminder is sent by: it looks for what is due, and tells of each once."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database

LOOK_EVERY = 60.0

Due = TypeVar("Due")


@dataclass(frozen=True)
class ReminderWatch(ABC, Generic[Due]):
    """Looks for what is due; a subclass says what that is, and how somebody is reminded of it."""

    database: Database
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Look every minute, until `stop` is set."""
        while not stop.wait(LOOK_EVERY):
            self.look()

    def look(self) -> int:
        """Look once; how much was due. Mostly nothing is, and this is one read."""
        with self.database.read() as session:
            if not self.due(session):
                return 0
        with self.database.write() as session:
            due = self.due(session, lock=True)
            for each in due:
                self.remind(session, each)
            return len(due)

    @abstractmethod
    def due(self, session: Session, *, lock: bool = False) -> Sequence[Due]:
        """What is due now and was told nobody yet. With `lock` its rows are held, so that two workers take turns."""

    @abstractmethod
    def remind(self, session: Session, due: Due) -> None:
        """Keep that it was told, and tell it."""
