"""The books: what stands in the databases of all parts, read from outside, on SQLite and on PostgreSQL."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from chassis.db.database import Database
from chassis.messaging.inbox import State
from chassis.messaging.tables import dead_letters, inbox, outbox
from hoinghi import parts, settings
from services.notification import models as notification
from services.notification.models.kind import REMINDERS
from services.notification.workflows.message import MessageState

STUCK_AFTER = 180.0
"""Seconds without any change after which what is not quiet never will be."""
UNDER_WAY = (MessageState.WAITING, MessageState.QUEUED, MessageState.SENDING)


class NeverQuiet(AssertionError):
    """Something is left undone, and nothing moves."""


class Books:
    """All databases of a product that runs, or has run, with these settings."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._databases = {part: Database(environment[settings.database_setting(part)]) for part in settings.PARTS}
        self.bindings = {part: set(types) for part, types in parts.bindings(environment).items()}
        """The event types that each part handles."""

    def close(self) -> None:
        """Leave the databases alone."""
        for database in self._databases.values():
            database.dispose()

    def rows(self, part: str, statement: Select[Any]) -> list[Any]:
        """The rows of a query."""
        with self._databases[part].read() as session:
            return list(session.execute(statement).all())

    def everything(self, part: str, model: type[Any]) -> list[Any]:
        """All rows of a table, as objects."""
        with self._databases[part].read() as session:
            return list(session.scalars(select(model)))

    def published(self) -> dict[UUID, str]:
        """Every event that any part has recorded, with its type."""
        found: dict[UUID, str] = {}
        for part in settings.PARTS:
            found |= {row.event_id: row.type for row in self.rows(part, select(outbox.c.event_id, outbox.c.type))}
        return found

    def received(self, part: str, *states: State) -> set[UUID]:
        """The events in the inbox of a part; in all states, unless some are named."""
        wanted = select(inbox.c.event_id)
        if states:
            wanted = wanted.where(inbox.c.state.in_(states))
        return {event for (event,) in self.rows(part, wanted)}

    def sequences(self, part: str) -> dict[str, list[int]]:
        """The numbers of the recorded events of each subject, in their order."""
        found: dict[str, list[int]] = {}
        wanted = select(outbox.c.subject, outbox.c.sequence).order_by(outbox.c.sequence)
        for subject, sequence in self.rows(part, wanted):
            found.setdefault(subject, []).append(sequence)
        return found

    def undone(self) -> dict[str, int]:
        """What is still to be done, by name; empty when all is quiet. Failed events count."""
        letter = notification.Message
        # A reminder waits for its day, which does not come in a test of faults.
        waiting = select(func.count()).where(letter.state.in_(UNDER_WAY), letter.kind.not_in(REMINDERS))
        found = Counter({"messages under way": self.rows("notification", waiting)[0][0]})
        for part in settings.PARTS:
            found[f"unsent of {part}"] = self._count(part, select(func.count()).where(outbox.c.sent_at.is_(None)))
        # Counted by the databases: whoever waits must not keep the processors from those who work.
        published = Counter[str]()
        for part in settings.PARTS:
            published.update(dict(self.rows(part, select(outbox.c.type, func.count()).group_by(outbox.c.type))))
        for part, types in self.bindings.items():
            meant = sum(number for kind, number in published.items() if kind in types)
            applied = select(func.count()).where(inbox.c.state == State.APPLIED, inbox.c.type.in_(types))
            found[f"not applied in {part}"] = meant - self._count(part, applied)
        return dict(+found)

    def lost_letters(self) -> int:
        """Messages that could not even be read, where they are kept in a table."""
        return sum(self._count(part, select(func.count()).select_from(dead_letters)) for part in settings.PARTS)

    def wait_until_quiet(self) -> None:
        """Return when nothing is left to do. Raises `NeverQuiet` when nothing moves any more."""
        self._wait(self.undone, repeat=2)

    def wait_until_told(self) -> None:
        """Return when everything recorded so far has been told to the broker: all relays are at work."""
        last = {part: self._count(part, select(func.max(outbox.c.position))) for part in settings.PARTS}

        def untold() -> dict[str, int]:
            found = Counter[str]()
            for part, position in last.items():
                unsent = (outbox.c.sent_at.is_(None), outbox.c.position <= position)
                found[f"unsent of {part}"] = self._count(part, select(func.count()).where(*unsent))
            return dict(+found)

        self._wait(untold)

    def _count(self, part: str, statement: Select[Any]) -> int:
        return int(self.rows(part, statement)[0][0] or 0)

    def _wait(self, look: Callable[[], dict[str, int]], repeat: int = 1) -> None:
        seen: dict[str, int] | None = None
        quiet = 0
        changed = time.monotonic()
        while quiet < repeat:
            now = look()
            quiet = 0 if now else quiet + 1
            if now != seen:
                seen, changed = now, time.monotonic()
            elif now and time.monotonic() - changed > STUCK_AFTER:
                raise NeverQuiet(f"for {STUCK_AFTER:.0f} s: {now}; failed: {self.failures()}")
            time.sleep(0.5)

    def failures(self) -> list[str]:
        """The events that failed, with their errors, for a person to read."""
        columns = select(inbox.c.type, inbox.c.subject, inbox.c.state, inbox.c.error)
        return [
            f"{part}: {kind} {subject} {state}: {error}"
            for part in settings.PARTS
            for kind, subject, state, error in self.rows(part, columns.where(inbox.c.state != State.APPLIED))
        ]
