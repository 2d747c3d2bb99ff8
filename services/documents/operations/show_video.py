"""The approved film is shown in the hall, or was not after all."""

from __future__ import annotations

from datetime import datetime

from chassis.web.problems import Problem
from services.documents.models import VideoSchedule
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.problems.showing import NOT_THE_APPROVED_FILM, NOTHING_TO_SHOW
from services.documents.queries.film_playback import approved_version, playback_of
from services.documents.queries.film_schedule import film_schedule
from services.documents.workflows.video_report import VideoReportAction

SHOWN = "documents.video_shown.v1"
TAKEN_BACK = "documents.video_showing_taken_back.v1"


def show_video(hand: FilmInHand, sha256: str, file_sha256: str, started_at: datetime) -> None:
    """Note that the film began in the hall at `started_at`; what a fast clock puts into the future counts as now.

    The hall names both checksums, that of the approved cut and the one it computed of the file, and no version: it may
    have been without a network for an hour, and what happened has happened. Raises `Problem`: nothing-to-show,
    not-the-approved-film, done-meanwhile (somebody noted it, or took the film off), forbidden.
    """
    schedule, version = film_schedule(hand.session, hand.film), approved_version(hand.session, hand.film)
    if version is None or (schedule is not None and schedule.agenda_item_id is None):
        raise Problem(NOTHING_TO_SHOW)
    playback = playback_of(hand.session, version)
    if playback is None or (version.sha256, playback.sha256) != (sha256, file_sha256):
        raise Problem(NOT_THE_APPROVED_FILM)
    hand.step(VideoReportAction.SHOW)
    schedule = hand.session.get_one(VideoSchedule, hand.film.id)
    began = min(started_at, hand.clock())
    schedule.shown_at, schedule.shown_by, schedule.shown_sha256 = began, hand.by.name, file_sha256
    facts = {"shown_at": began, "shown_by": hand.by.name, "file": playback.kind.value, "file_sha256": file_sha256}
    hand.announce(SHOWN, **facts)


def take_showing_back(hand: FilmInHand, version: int, reason: str | None) -> None:
    """It was not shown after all, or is to be shown again. Raises `Problem`: done-meanwhile, step-not-possible."""
    hand.expect(version)
    hand.step(VideoReportAction.TAKE_BACK, reason)
    schedule = hand.session.get_one(VideoSchedule, hand.film.id)
    schedule.shown_at = schedule.shown_by = schedule.shown_sha256 = None
    hand.announce(TAKEN_BACK, reason=reason, taken_back_by=hand.by.name, taken_back_at=hand.clock())
