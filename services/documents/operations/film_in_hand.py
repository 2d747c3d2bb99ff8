"""A film that somebody does something with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging import outbox
from services.documents.models import Obligation, VideoReport
from services.documents.operations.steps import expect_version, keep_step, take_step
from services.documents.operations.video_process import FILM, film_told
from services.documents.queries.film_playback import approved_version, length_ms
from services.documents.queries.film_schedule import film_schedule
from services.documents.queries.film_slots import FilmSlot, film_slot
from services.documents.workflows.video_report import VideoReportAction


@dataclass(frozen=True)
class FilmInHand:
    """The film, locked; the obligation by which it is owed; who does it. One transaction."""

    session: Session
    film: VideoReport
    obligation: Obligation
    by: Identity
    clock: Clock

    def expect(self, version: int) -> None:
        """Raises `Problem` done-meanwhile where the page that asks is no longer true."""
        expect_version(self.session, self.film, version, FILM)

    def step(self, action: VideoReportAction, reason: str | None = None) -> None:
        """Move the film on. Raises `Problem`: forbidden, done-meanwhile, step-not-possible."""
        take_step(self.session, self.film, action, FILM, by=self.by, at=self.clock(), reason=reason)

    def note(self, action: str, reason: str | None = None) -> None:
        """Keep a line of history that is no step of the film."""
        keep_step(self.session, self.film, action, by=self.by, at=self.clock(), reason=reason)

    def told(self) -> dict[str, Any]:
        """What every event about the approved film's showing says."""
        version, schedule = approved_version(self.session, self.film), film_schedule(self.session, self.film)
        if version is None:
            raise ValueError(f"film {self.film.id} has no approved cut")
        slot = None if schedule is None else film_slot(self.session, self.film.conference, schedule.agenda_item_id)
        told = film_told(self.session, self.film, self.obligation, version)
        return told | {
            "agenda_item": None if slot is None else _item_told(slot),
            "duration_ms": length_ms(self.session, version),
        }

    def announce(self, event: str, **facts: Any) -> None:
        """Record the news of it."""
        self.session.flush()
        outbox.record(self.session, self.film, event, self.told() | facts, clock=self.clock)


def _item_told(slot: FilmSlot) -> dict[str, Any]:
    return {"item_id": slot.id, "title": slot.title, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
