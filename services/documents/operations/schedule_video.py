"""The approved film gets its item of the agenda, another one, or none any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.problems import Problem
from services.documents.models import BroadcastState, VideoBroadcast, VideoSchedule
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.problems.showing import ANOTHER_CUT_APPROVED, NO_FILM_ITEM
from services.documents.queries.film_playback import approved_version
from services.documents.queries.film_schedule import broadcasts_of, film_schedule
from services.documents.queries.film_slots import film_slot
from services.documents.workflows.video_report import VideoReportAction

SCHEDULED = "documents.video_scheduled.v1"
UNSCHEDULED = "documents.video_unscheduled.v1"


def schedule_video(hand: FilmInHand, version: int, sha256: str, item_id: UUID | None) -> None:
    """Put the approved cut into an item of the agenda, or into another one; None: it is broadcast only.

    Who schedules names the cut by its checksum, so that nobody schedules one that they do not mean. Raises `Problem`:
    done-meanwhile (who did what), another-cut-approved, no-film-item, step-not-possible, forbidden.
    """
    session, film = hand.session, hand.film
    hand.expect(version)
    approved = approved_version(session, film)
    if approved is not None and approved.sha256 != sha256:
        raise Problem(ANOTHER_CUT_APPROVED, number=approved.number, sha256=approved.sha256)
    known = film_schedule(session, film)
    hand.step(VideoReportAction.SCHEDULE)
    if item_id is not None and film_slot(session, film.conference, item_id) is None:
        raise Problem(NO_FILM_ITEM)
    if approved is None:
        raise ValueError(f"film {film.id} was approved without a cut")
    schedule = known or VideoSchedule(video_report_id=film.id, conference=film.conference)
    schedule.version_id, schedule.agenda_item_id = approved.id, item_id
    schedule.scheduled_at, schedule.scheduled_by = hand.clock(), hand.by.name
    session.add(schedule)
    announce_schedule(hand, "scheduled" if known is None else "moved")


def unschedule_video(hand: FilmInHand, version: int, reason: str | None) -> None:
    """Take the film off the agenda, and its slots that are to come off the channels.

    Raises `Problem`: done-meanwhile, step-not-possible, forbidden.
    """
    hand.expect(version)
    hand.step(VideoReportAction.UNSCHEDULE, reason)
    for each in broadcasts_of(hand.session, hand.film, BroadcastState.PLANNED):
        each.state = BroadcastState.REMOVED
    hand.session.delete(hand.session.get_one(VideoSchedule, hand.film.id))
    hand.announce(UNSCHEDULED, reason=reason, unscheduled_by=hand.by.name, unscheduled_at=hand.clock())


def announce_schedule(hand: FilmInHand, cause: str) -> None:
    """Tell when and where the film is shown and broadcast, as it now is. `cause`: scheduled, moved, broadcasts."""
    hand.session.flush()
    schedule = hand.session.get_one(VideoSchedule, hand.film.id)
    slots = broadcasts_of(hand.session, hand.film, BroadcastState.PLANNED, BroadcastState.AIRED)
    hand.announce(
        SCHEDULED,
        cause=cause,
        broadcasts=[broadcast_told(each) for each in slots],
        scheduled_at=schedule.scheduled_at,
        scheduled_by=schedule.scheduled_by,
    )


def broadcast_told(slot: VideoBroadcast) -> dict[str, Any]:
    """A slot as events tell it."""
    names = ("channel", "starts_at", "aired_at", "remark")
    return {"broadcast_id": slot.id, "state": slot.state.value} | {name: getattr(slot, name) for name in names}
