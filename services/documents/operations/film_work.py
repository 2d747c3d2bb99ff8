"""Work on a cut that one worker holds: how far it is, that the worker is alive, and when it is to be left.

nothing ──hold──▶ running ──note, note, …──▶ finished
           ▲         │
           └─────────┴── the worker was stopped, or is not heard of any more; a newer cut came: nothing again
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, or_, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from services.documents.models import (
    CopyState,
    FilmWork,
    InspectionState,
    VideoCopy,
    VideoInspection,
    VideoVersion,
    VideoVersionState,
)

HELD_FOR = timedelta(seconds=30)
"""A worker that has noted nothing for so long is believed to be gone."""
NOTE_SECONDS = 1.0
MOST_ATTEMPTS = 5
"""What has ended so many workers is not begun again."""

Work = TypeVar("Work", VideoInspection, VideoCopy)
Turn = TypeVar("Turn")


class Stopped(Exception):
    """The worker is to stop in the middle of its work."""


class Dropped(Exception):
    """A newer cut came: nobody waits for this work any more."""


@dataclass
class Noting:
    """Called with the share that is done (0 to 1), as often as one likes. Raises `Stopped` or `Dropped`."""

    database: Database
    work: type[FilmWork]
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
            work = session.get(self.work, self.version, with_for_update=True)
            version = session.get(VideoVersion, self.version)
            if work is None or version is None or version.state is VideoVersionState.SUPERSEDED:
                raise Dropped
            work.progress, work.held_until = self._share, self.clock() + HELD_FOR


def is_free(work: type[FilmWork], clock: Clock) -> ColumnElement[bool]:
    """Whether nobody is at it: it was not begun, or its worker let it go, or is gone."""
    return or_(work.id.is_(None), work.held_until.is_(None), work.held_until < clock())


def begin_next(
    database: Database, waiting: Select[VideoVersion], begin: Callable[[Session, VideoVersion], Turn | None]
) -> Turn | None:
    """What `begin` makes of the first cut that waits, which it gets locked; None when there is none.

    Looks before it writes: polling takes no lock.
    """
    with database.read() as session:
        if session.scalar(waiting.with_only_columns(VideoVersion.id).limit(1)) is None:
            return None
    with database.write() as session:
        version = session.scalar(waiting.limit(1).with_for_update(skip_locked=True, of=VideoVersion))
        return None if version is None else begin(session, version)


def hold(
    session: Session,
    work: type[Work],
    version: VideoVersion,
    under_way: InspectionState | CopyState,
    clock: Clock,
    **new: Any,
) -> Work | None:
    """Take the work on a locked cut, for as long as this worker is heard of; begun with `new` where nobody was at it.

    None where whoever held the cut a moment ago has begun the work, or finished it.
    """
    row = session.get(work, version.id, with_for_update=True, populate_existing=True)
    now = clock()
    if row is None:
        row = work(
            id=version.id,
            conference=version.conference,
            video_report_id=version.video_report_id,
            state=under_way,
            attempts=0,
            started_at=now,
            **new,
        )
        session.add(row)
    elif row.state is not under_way or (row.held_until is not None and row.held_until >= now):
        return None
    row.attempts, row.progress, row.held_until = row.attempts + 1, 0.0, now + HELD_FOR
    return row


def is_given_up(row: FilmWork) -> bool:
    """Whether it has ended too many workers before this one."""
    return row.attempts > MOST_ATTEMPTS


@contextlib.contextmanager
def given_back(database: Database, work: type[FilmWork], version: UUID) -> Iterator[None]:
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
