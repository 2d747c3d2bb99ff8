"""Work on a cut that one worker holds: how far it is, that the worker is alive, and when it is to be left.

nothing ──hold──▶ running ──note, note, …──▶ finished
           ▲         │
           └─────────┴── the worker was stopped, or is not heard of any more; a newer cut came: nothing again
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, update

from chassis.clock import Clock
from chassis.db.database import Database
from services.documents.models import VideoCopy, VideoInspection, VideoVersion, VideoVersionState

HELD_FOR = timedelta(seconds=30)
"""A worker that has noted nothing for so long is believed to be gone."""
NOTE_SECONDS = 1.0
MOST_ATTEMPTS = 5
"""What has ended so many workers is not begun again."""

Work = VideoInspection | VideoCopy


class Stopped(Exception):
    """The worker is to stop in the middle of its work."""


class Dropped(Exception):
    """A newer cut came: nobody waits for this work any more."""


@dataclass
class Noting:
    """Called with the share that is done (0 to 1), as often as one likes. Raises `Stopped` or `Dropped`."""

    database: Database
    work: type[VideoInspection] | type[VideoCopy]
    version: UUID
    clock: Clock
    stop: threading.Event
    _share: float = field(default=0.0, init=False)
    _noted: float = field(default_factory=time.monotonic, init=False)

    def __call__(self, share: float) -> None:
        """Keep the share, now and then."""
        self._share = share
        self.alive()

    def alive(self) -> None:
        """Say that the work goes on."""
        if self.stop.is_set():
            raise Stopped
        if time.monotonic() - self._noted >= NOTE_SECONDS:
            self._noted = time.monotonic()
            self._note()

    @contextlib.contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Say so by itself while something long goes on that cannot, such as sending to a distant store."""
        done = threading.Event()

        def say() -> None:
            while not done.wait(HELD_FOR.total_seconds() / 3):
                with contextlib.suppress(Dropped):
                    self._note()

        thread = threading.Thread(target=say, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _note(self) -> None:
        with self.database.write() as session:
            work = cast("Work | None", session.get(self.work, self.version, with_for_update=True))
            version = session.get(VideoVersion, self.version)
            if work is None or version is None or version.state is VideoVersionState.SUPERSEDED:
                raise Dropped
            work.progress, work.held_until = self._share, self.clock() + HELD_FOR


def is_free(work: type[VideoInspection] | type[VideoCopy], clock: Clock) -> ColumnElement[bool]:
    """Whether nobody is at it: it was not begun, or its worker let it go, or is gone."""
    return or_(work.id.is_(None), work.held_until.is_(None), work.held_until < clock())


def hold(row: Work, clock: Clock) -> None:
    """Take it, for as long as this worker is heard of."""
    row.attempts, row.progress, row.held_until = row.attempts + 1, 0.0, clock() + HELD_FOR


@contextlib.contextmanager
def given_back(database: Database, work: type[VideoInspection] | type[VideoCopy], version: UUID) -> Iterator[None]:
    """Leave what is held to the next worker when this one is to stop, or cannot go on now (`OSError`, raised again).

    What a newer cut has made needless is forgotten.
    """
    row = work.id == version
    freed: dict[str, Any] = {"held_until": None, "attempts": work.attempts - 1}
    try:
        yield
    except (Stopped, OSError) as why:
        with database.write() as session:
            session.execute(update(work).where(row).values(freed))
        if isinstance(why, OSError):
            raise
    except Dropped:
        with database.write() as session:
            session.execute(delete(work).where(row))
