"""Applies a plan: the rows of this service and one event for the others, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.contracts import contract_of
from chassis.language import Text
from chassis.messaging import outbox
from services.documents import models
from services.documents.operations.agenda_draft import first_draft
from services.documents.operations.compare_plan import compare_plan
from services.documents.operations.follow_names import follow_names
from services.documents.operations.publish_agenda import move_agenda
from services.documents.operations.read_reports import forget_other_outlines
from services.documents.operations.spread_activities import spread_activities
from services.documents.operations.spread_plan import spread_plan
from services.documents.operations.spread_topics import spread_topics
from services.documents.operations.tell_obligations import tell_obligations
from services.documents.plan import (
    Change,
    Plan,
    guests_meant,
    load_plan,
    plan_data,
    plan_of_data,
    plan_published_data,
    shift_to,
    units_meant,
)

PLAN_PUBLISHED = "documents.plan_published.v1"
CONFERENCE_POSTPONED = "documents.conference_postponed.v1"
OCCASION = ("starts_at", "ends_at", "hall", "address")
"""Facts that calendars show: another one is a move of the conference, whoever applied the plan and why."""


class PlanRemovesWork(Exception):
    """The plan would take away what people have already worked on; `refused` says what, a sentence each."""

    def __init__(self, refused: list[Text]) -> None:
        super().__init__(" ".join(sentence.en for sentence in refused))
        self.refused = refused


@dataclass(frozen=True)
class PlanDraft:
    """A plan file, and the day to move its conference to, if any. `reason`: why the conference is moved, if told."""

    source: str
    shift_to: date | None = None
    reason: str | None = None

    def read(self) -> Plan:
        """The plan, its dates moved. Raises `PlanRefused` with everything that is wrong in the file.

        A moved plan is judged again: the day may be one that no plan can have.
        """
        plan = load_plan(self.source)
        return plan if self.shift_to is None else plan_of_data(plan_data(shift_to(plan, self.shift_to)))


@dataclass(frozen=True)
class Application:
    """What applying a plan did. `changed` is false where the plan already held: no new version, no event."""

    slug: str
    plan_version: int
    changed: bool
    changes: list[Change]


def apply_plan(
    session: Session, plan: Plan, draft: PlanDraft, *, applied_by: str, remove_worked_on: bool, clock: Clock
) -> Application:
    """Let a plan hold from now on, and record documents.plan_published; nothing at all where it already holds.

    Another time or place is recorded as a move, too (documents.conference_postponed). Two at once take turns.
    Raises `PlanRemovesWork` unless `remove_worked_on`.
    """
    slug, content = plan.conference.slug, plan_data(plan)
    take_turn(session, slug)
    row = session.get(models.Plan, slug)
    if row is not None and row.content == content:
        return Application(slug, row.version, False, [])
    comparison = compare_plan(session, plan)
    if comparison.refused and not remove_worked_on:
        raise PlanRemovesWork(comparison.refused)
    row = row or _first(session, slug)
    row.content, row.source, row.shift_to = content, draft.source, draft.shift_to
    row.applied_at, row.applied_by = clock(), applied_by
    _publish(session, row, plan, draft.reason, clock)
    spread_plan(session, plan, row.applied_at)
    forget_other_outlines(session, slug)
    spread_topics(session, plan, row.applied_at)
    spread_activities(session, plan, row.applied_at)
    follow_names(session, plan)
    tell_obligations(session, plan, row.version, clock)
    first_draft(session, slug, clock)
    session.add(_history(row, comparison.changes))
    return Application(slug, row.version, True, comparison.changes)


def take_turn(session: Session, slug: str) -> None:
    """Wait until nobody else is applying a plan of this conference. SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"plan/{slug}"))))


def _first(session: Session, slug: str) -> models.Plan:
    row = models.Plan(conference=slug, version=0, calendar_sequence=0, facts={})
    session.add(row)
    return row


def _publish(session: Session, row: models.Plan, plan: Plan, reason: str | None, clock: Clock) -> None:
    """Record the events, and keep the part of the plan's that papers are made from."""
    previous, facts = row.facts, _facts(plan)
    moved = bool(previous) and any(previous[name] != facts[name] for name in OCCASION)
    if moved:
        row.calendar_sequence += 1
    data = plan_published_data(plan, row.version + 1, row.calendar_sequence)
    published = contract_of(PLAN_PUBLISHED).dump(data)
    row.title = plan.conference.title
    row.facts, row.categories = published["facts"], published["categories"]
    row.printing = {"signer_name": plan.conference.signer_name, "asked_to": _asked_to(plan)}
    outbox.record(session, row, PLAN_PUBLISHED, data, clock=clock)
    if moved:
        _postpone(session, row, previous, reason, clock)
        move_agenda(session, row, previous, clock)


def _facts(plan: Plan) -> dict[str, Any]:
    facts: dict[str, Any] = contract_of(PLAN_PUBLISHED).dump(plan_published_data(plan, 1))["facts"]
    return facts


def _postpone(session: Session, row: models.Plan, previous: dict[str, Any], reason: str | None, clock: Clock) -> None:
    moved = models.Postponement(
        id=uuid4(),
        conference=row.conference,
        plan_version=row.version,
        calendar_sequence=row.calendar_sequence,
        previous={name: previous[name] for name in OCCASION},
        present={name: row.facts[name] for name in OCCASION},
        reason=reason,
        postponed_at=row.applied_at,
        postponed_by=row.applied_by,
    )
    session.add(moved)
    data = {
        "conference": moved.conference,
        "postponement_id": moved.id,
        "plan_version": moved.plan_version,
        "calendar_sequence": moved.calendar_sequence,
        "previous": _occasion(moved.previous),
        "present": _occasion(moved.present),
        "reason": reason,
    }
    outbox.record(session, moved, CONFERENCE_POSTPONED, data, clock=clock)


def _occasion(kept: dict[str, Any]) -> dict[str, Any]:
    return kept | {name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")}


def _asked_to(plan: Plan) -> dict[str, str]:
    """What each invitee is asked to do, by code, where the plan says so."""
    asked: dict[str, str] = {}
    for line in plan.invitations:
        if line.asked_to is not None:
            codes = [unit.code for unit in units_meant(plan, line.to)]
            codes += [guest.code for guest in guests_meant(plan, line.to)]
            asked |= dict.fromkeys(codes, line.asked_to)
    return asked


def _history(row: models.Plan, changes: list[Change]) -> models.AppliedPlan:
    return models.AppliedPlan(
        conference=row.conference,
        plan_version=row.version,
        source=row.source,
        shift_to=row.shift_to,
        content=row.content,
        changes=[_told(change) for change in changes],
        applied_at=row.applied_at,
        applied_by=row.applied_by,
    )


def _told(change: Change) -> dict[str, str]:
    return {
        "change": change.kind,
        "noun": change.noun,
        "code": change.code,
        "field": change.field,
        "sentence_vi": change.sentence_vi,
        "sentence_en": change.sentence_en,
    }
