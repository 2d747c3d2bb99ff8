"""Moves a conference: the plan that holds, at another time or place, as its next version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.web.problems import CHANGED_MEANWHILE, Problem
from chassis.web.resource import found
from services.documents import models
from services.documents.operations.apply_plan import Application, PlanDraft, apply_plan, take_turn
from services.documents.operations.compare_plan import plan_of
from services.documents.plan import (
    Change,
    Move,
    Obligation,
    Plan,
    diff,
    moved_deadlines,
    plan_data,
    plan_of_data,
    postpone,
    rewritten,
    starts_at,
)
from services.documents.problems import POSTPONED_TO_THE_PAST, POSTPONED_TO_THE_SAME, POSTPONED_TOO_FAR

FARTHEST = timedelta(days=365)
"""Passes are signed for this much longer than needed (docs/adr/0015-passes-outlast-a-move.md)."""


@dataclass(frozen=True)
class Prospect:
    """What a move would do: the changes of the plan, and which deadlines get another day."""

    plan_version: int
    changes: list[Change]
    moving: list[Obligation]
    by_days: int


def foresee_postponement(session: Session, slug: str, move: Move, now: datetime) -> Prospect:
    """What moving the conference would do; nothing is changed. Raises as `postpone_conference` does."""
    row = found(session.get(models.Plan, slug))
    plan = plan_of(row)
    wanted = _postponed(plan, move, now)
    by_days = (move.date - plan.conference.date).days
    return Prospect(row.version, diff(plan, wanted), moved_deadlines(plan, move, now), by_days)


def postpone_conference(
    session: Session, slug: str, move: Move, reason: str | None, version: int, *, postponed_by: str, clock: Clock
) -> Application:
    """Let the moved plan hold: documents.plan_published and documents.conference_postponed in one transaction.

    Raises `Problem` for another version of the plan than the one that was looked at and for a move that cannot be
    meant, `PlanRefused` where the moved plan contradicts itself.
    """
    take_turn(session, slug)
    row = found(session.get(models.Plan, slug))
    if row.version != version:
        raise Problem(CHANGED_MEANWHILE)
    plan = _postponed(plan_of(row), move, clock())
    draft = PlanDraft(rewritten(row.source, plan), reason=reason)
    return apply_plan(session, plan, draft, applied_by=postponed_by, remove_worked_on=False, clock=clock)


def _postponed(plan: Plan, move: Move, now: datetime) -> Plan:
    # A day beyond the calendar's end is far away, too.
    if abs(move.date - plan.conference.date) > FARTHEST:
        raise Problem(POSTPONED_TOO_FAR)
    wanted = postpone(plan, move, now)
    if plan_data(wanted)["conference"] == plan_data(plan)["conference"]:
        raise Problem(POSTPONED_TO_THE_SAME)
    if starts_at(wanted.conference) <= now:
        raise Problem(POSTPONED_TO_THE_PAST, today=_written(now.astimezone(ZoneInfo(plan.conference.timezone)).date()))
    return plan_of_data(plan_data(wanted))


def _written(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"
