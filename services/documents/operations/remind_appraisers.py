"""Reminds the appraisers of a film that waits for them: in the morning, before their deadline and once it passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.messaging.outbox import record
from services.documents.models import Obligation, VideoReminder, VideoReport
from services.documents.operations.reminder_watch import ReminderWatch
from services.documents.operations.video_process import film_told
from services.documents.queries.film_deadline import FilmDeadline, film_deadline
from services.documents.queries.film_thresholds import film_appraisers
from services.documents.queries.video_appraisal import cut_of
from services.documents.workflows.video_report import VideoReportState

DUE = "documents.video_appraisal_due.v1"
WAITS = (VideoReportState.INSPECTED, VideoReportState.UNDER_APPRAISAL)
"""States in which it is the appraisers' turn."""
NEWS_FOR = timedelta(days=1)
"""A morning that has passed for longer is told nobody: a cut that comes late does not bring a heap of reminders."""


@dataclass(frozen=True)
class _Due:
    film: VideoReport
    deadline: FilmDeadline
    days_left: int


class AppraisalWatch(ReminderWatch[_Due]):
    """Looks for mornings that have come, of films that wait."""

    def due(self, session: Session, *, lock: bool = False) -> Sequence[_Due]:
        """Each film once for each of its mornings."""
        now = self.clock()
        wanted = select(VideoReport).where(VideoReport.state.in_(WAITS)).order_by(VideoReport.id)
        films = session.scalars(wanted.with_for_update(skip_locked=True) if lock else wanted).all()
        found = []
        for film in films:
            deadline = film_deadline(session, film.conference)
            if deadline is None:
                continue
            come = [left for left, morning in deadline.mornings().items() if now - NEWS_FOR < morning <= now]
            found += [_Due(film, deadline, left) for left in come if not _was_told(session, film, deadline, left)]
        return found

    def remind(self, session: Session, due: _Due) -> None:
        """Remind the appraisers, where there is a cut to judge."""
        film, cut = due.film, cut_of(session, due.film)
        if cut is None:
            return
        reminder = VideoReminder(
            id=uuid4(),
            conference=film.conference,
            video_report_id=film.id,
            last_moment=due.deadline.last_moment,
            days_left=due.days_left,
            told_at=self.clock(),
            version=0,
        )
        session.add(reminder)
        session.flush()
        told = film_told(session, film, session.get_one(Obligation, film.obligation_id), cut) | {
            "days_left": due.days_left,
            "last_moment": due.deadline.last_moment,
            "appraisers": film_appraisers(session, film.conference),
        }
        record(session, reminder, DUE, told, clock=self.clock)


def _was_told(session: Session, film: VideoReport, deadline: FilmDeadline, days_left: int) -> bool:
    told = select(VideoReminder.id).where(
        VideoReminder.video_report_id == film.id,
        VideoReminder.last_moment == deadline.last_moment,
        VideoReminder.days_left == days_left,
    )
    return session.scalar(told) is not None
