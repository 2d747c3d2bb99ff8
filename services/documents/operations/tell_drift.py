"""Tells the next speakers when a conference runs late or early by more than a threshold: each threshold once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.messaging import outbox
from services.documents.agenda.run import NEXT_SPEAKERS, REHEARSAL, THRESHOLDS, threshold_passed
from services.documents.models import Agenda, AgendaItemRun
from services.documents.operations.agenda_draft import locked_agenda
from services.documents.operations.publish_agenda import item_facts
from services.documents.queries.agenda import PublishedAgenda, published_agenda
from services.documents.queries.agenda_run import expected
from services.documents.workflows.agenda import AgendaItemState

DRIFTED = "documents.agenda_drifted.v1"
LOOK_EVERY = 20.0
"""Seconds: an item that takes longer than planned drifts without anybody's doing anything."""


def tell_drift(session: Session, row: Agenda, published: PublishedAgenda, now: datetime, clock: Clock) -> None:
    """Record `agenda_drifted` where a threshold was passed that nobody was told of yet; the agenda is locked.

    Whoever was told of 20 minutes is not told of 10 when it gets better. A rehearsal on another day tells nobody.
    """
    occasion = published.occasion
    if not occasion.starts_at - REHEARSAL <= now <= occasion.ends_at + REHEARSAL:
        return
    found = expected(session, published, now)
    passed = threshold_passed(found.drift)
    if passed == 0 or passed in row.told_drift or not found.upcoming:
        return
    sign = 1 if passed > 0 else -1
    row.told_drift = sorted({*row.told_drift, *(sign * each for each in THRESHOLDS if each <= abs(passed))})
    upcoming = [
        item_facts(each.slot, occasion) | {"starts_at": each.begins_at, "ends_at": each.ends_at}
        for each in found.upcoming[:NEXT_SPEAKERS]
    ]
    data = {
        "conference": row.conference,
        "threshold": passed,
        "drift_minutes": found.drift,
        "upcoming": upcoming,
    }
    outbox.record(session, row, DRIFTED, data, clock=clock)


@dataclass(frozen=True)
class DriftWatch:
    """The loop that looks at conferences in which an item is on."""

    database: Database
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Look every few seconds, until `stop` is set."""
        while not stop.wait(LOOK_EVERY):
            self.look()

    def look(self) -> None:
        """Look once. Most of the year nothing is on, and this is one read."""
        with self.database.read() as session:
            on = select(AgendaItemRun.conference).where(AgendaItemRun.state == AgendaItemState.RUNNING)
            slugs = session.scalars(on).all()
        for slug in slugs:
            with self.database.write() as session:
                row, published = locked_agenda(session, slug).row, published_agenda(session, slug)
                if published is not None:
                    tell_drift(session, row, published, self.clock(), self.clock)
