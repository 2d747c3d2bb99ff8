"""Slots of the film on channels: planned by the office, reported as aired by the broadcaster or the office."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.language import Text
from chassis.web.problems import STEP_NOT_POSSIBLE, Problem
from chassis.web.resource import found
from services.documents.models import BroadcastState, VideoBroadcast
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.operations.schedule_video import announce_schedule, broadcast_told
from services.documents.operations.steps import done_meanwhile
from services.documents.operations.video_process import FILM
from services.documents.problems.showing import BROADCAST_IN_FUTURE, NOTHING_TO_SHOW, SAME_BROADCAST
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.film_schedule import broadcasts_of, film_schedule

REPORTED = "documents.video_broadcast_reported.v1"
CLOCKS_DIFFER = timedelta(minutes=5)
"""So far may the clock of whoever reports be ahead."""
P, AIRED = BroadcastState.PLANNED, BroadcastState.AIRED


def plan_broadcast(hand: FilmInHand, version: int, channel: str, starts_at: datetime) -> None:
    """Plan a slot of the scheduled film. Raises `Problem`: done-meanwhile, nothing-to-show, same-broadcast."""
    _expect_scheduled(hand, version)
    _expect_other(hand, channel, starts_at)
    slot = VideoBroadcast(conference=hand.film.conference, video_report_id=hand.film.id)
    slot.channel, slot.starts_at, slot.state = channel, starts_at, P
    slot.planned_at, slot.planned_by = hand.clock(), hand.by.name
    hand.session.add(slot)
    hand.note("plan_broadcast", channel)
    announce_schedule(hand, "broadcasts")


def change_broadcast(hand: FilmInHand, version: int, broadcast_id: UUID, channel: str, starts_at: datetime) -> None:
    """Move a slot that is to come. Raises `Problem`: done-meanwhile, step-not-possible, same-broadcast, not-found."""
    _expect_scheduled(hand, version)
    slot = _slot(hand, broadcast_id, P)
    _expect_other(hand, channel, starts_at, slot)
    slot.channel, slot.starts_at = channel, starts_at
    hand.note("change_broadcast", channel)
    announce_schedule(hand, "broadcasts")


def remove_broadcast(hand: FilmInHand, version: int, broadcast_id: UUID) -> None:
    """Drop a slot that was not aired. Raises `Problem`: done-meanwhile, step-not-possible, not-found."""
    _expect_scheduled(hand, version)
    slot = _slot(hand, broadcast_id, P)
    slot.state = BroadcastState.REMOVED
    hand.note("remove_broadcast", slot.channel)
    announce_schedule(hand, "broadcasts")


def report_broadcast(
    hand: FilmInHand, version: int, broadcast_id: UUID, aired_at: datetime, remark: str | None
) -> None:
    """Note that the film was on air, and when it began.

    Raises `Problem`: done-meanwhile, step-not-possible, broadcast-in-future, not-found.
    """
    hand.expect(version)
    slot = _slot(hand, broadcast_id, P)
    if aired_at > hand.clock() + CLOCKS_DIFFER:
        raise Problem(BROADCAST_IN_FUTURE, at=_in_words(hand, aired_at))
    slot.state, slot.aired_at, slot.remark = AIRED, aired_at, remark
    slot.reported_at, slot.reported_by = hand.clock(), hand.by.name
    _announce(hand, slot, "report_broadcast")


def take_broadcast_back(hand: FilmInHand, version: int, broadcast_id: UUID) -> None:
    """The report was a slip: the slot is planned again. Raises `Problem`: done-meanwhile, step-not-possible."""
    hand.expect(version)
    slot = _slot(hand, broadcast_id, AIRED)
    slot.state, slot.aired_at, slot.remark, slot.reported_at, slot.reported_by = P, None, None, None, None
    _announce(hand, slot, "take_broadcast_back")


def _announce(hand: FilmInHand, slot: VideoBroadcast, action: str) -> None:
    hand.note(action, slot.channel)
    hand.announce(REPORTED, broadcast=broadcast_told(slot), reported_by=hand.by.name, reported_at=hand.clock())


def _expect_scheduled(hand: FilmInHand, version: int) -> None:
    hand.expect(version)
    if film_schedule(hand.session, hand.film) is None:
        raise Problem(NOTHING_TO_SHOW)


def _slot(hand: FilmInHand, broadcast_id: UUID, state: BroadcastState) -> VideoBroadcast:
    slot = hand.session.get(VideoBroadcast, broadcast_id)
    slot = found(slot if slot is not None and slot.video_report_id == hand.film.id else None)
    if slot.state is not state:
        members = {"state": slot.state.value}
        meanwhile = done_meanwhile(hand.session, hand.film, FILM, members)
        raise meanwhile or Problem(STEP_NOT_POSSIBLE, members=members)
    return slot


def _expect_other(hand: FilmInHand, channel: str, starts_at: datetime, slot: VideoBroadcast | None = None) -> None:
    for each in broadcasts_of(hand.session, hand.film, P, AIRED):
        if each is not slot and (each.channel, each.starts_at) == (channel, starts_at):
            raise Problem(SAME_BROADCAST, channel=channel)


def _in_words(hand: FilmInHand, moment: datetime) -> Text:
    at = moment.astimezone(conference_zone(hand.session, hand.film.conference) or ZoneInfo("UTC"))
    return Text(f"{at:%H:%M} ngày {at.day}/{at.month}/{at.year}", f"{at:%H:%M, %d %b %Y}")
