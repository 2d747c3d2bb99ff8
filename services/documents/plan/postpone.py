"""Moves the conference of a plan to another day or place, and of the rest only what is asked for."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.documents.plan.model import AgendaItem, Conference, Obligation, Plan


@dataclass(frozen=True)
class Move:
    """Where the conference goes. What is None stays; without `ends` the conference is as long as it was."""

    date: date
    starts: time | None = None
    ends: time | None = None
    hall: str | None = None
    address: str | None = None
    move_deadlines: bool = False


def postpone(plan: Plan, move: Move, now: datetime) -> Plan:
    """The plan with its conference moved, and the fixed times of its usual agenda as far from the beginning as before.

    With `move_deadlines`, what is still to be handed in is due as many days later (or earlier) as the conference is,
    and lists close so much later. What was due before today keeps its day, and so do activities and the plan's date.
    """
    return dataclasses.replace(
        plan,
        conference=_moved(plan.conference, move, now),
        obligations=tuple(_due(each, plan, move, now) for each in plan.obligations),
        agenda=_agenda(plan, move),
    )


def moved_deadlines(plan: Plan, move: Move, now: datetime) -> list[Obligation]:
    """The obligations, as they now are, that get another day."""
    return [each for each in plan.obligations if _due(each, plan, move, now).due != each.due]


def _moved(conference: Conference, move: Move, now: datetime) -> Conference:
    window = conference.window
    if window is not None and not window.first <= move.date <= window.last:
        window = None
    starts = move.starts or conference.starts
    closes = conference.registration_closes
    if closes is not None and move.move_deadlines and closes.date() >= _today(conference, now):
        closes += move.date - conference.date
    return dataclasses.replace(
        conference,
        date=move.date,
        tentative=False,
        window=window,
        starts=starts,
        ends=move.ends or _ends(conference, starts),
        hall=move.hall or conference.hall,
        address=move.address or conference.address,
        registration_closes=closes,
    )


def _ends(conference: Conference, starts: time) -> time:
    length = datetime.combine(date.min, conference.ends) - datetime.combine(date.min, conference.starts)
    return (datetime.combine(date.min, starts) + length).time()


def _due(obligation: Obligation, plan: Plan, move: Move, now: datetime) -> Obligation:
    if not move.move_deadlines or obligation.due < _today(plan.conference, now):
        return obligation
    by: timedelta = move.date - plan.conference.date
    return dataclasses.replace(obligation, due=obligation.due + by)


def _agenda(plan: Plan, move: Move) -> tuple[AgendaItem, ...]:
    """The usual agenda with its fixed times as far from the beginning as they were."""
    if move.starts is None or move.starts == plan.conference.starts:
        return plan.agenda
    began, begins = (datetime.combine(date.min, each) for each in (plan.conference.starts, move.starts))
    return tuple(
        each
        if each.starts is None
        else dataclasses.replace(each, starts=(begins + (datetime.combine(date.min, each.starts) - began)).time())
        for each in plan.agenda
    )


def _today(conference: Conference, now: datetime) -> date:
    return now.astimezone(ZoneInfo(conference.timezone)).date()
