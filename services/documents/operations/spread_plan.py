"""Lays an applied plan out in rows that lists are read from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from chassis.vietnamese import without_accents
from services.documents.models import Activity, DistributionEntry, Obligation, Topic
from services.documents.plan import Plan, units_meant
from services.documents.plan.deadline import Deadline
from services.documents.plan.model import Policy


def spread_plan(session: Session, plan: Plan, now: datetime) -> None:
    """Make the rows of a conference say what its plan says.

    Obligations that stay keep their identity and what was recorded of them, and those that people have worked on are
    kept out of sight when a plan drops them; activities and the
    distribution list are only what the plan says and are written anew.
    """
    slug = plan.conference.slug
    _spread_obligations(session, slug, plan, now)
    for table, rows in ((Activity, _activities(plan)), (DistributionEntry, _distribution(plan))):
        session.execute(delete(table).where(table.conference == slug))
        if written := list(rows):
            session.execute(insert(table), [row | {"conference": slug} for row in written])


def _spread_obligations(session: Session, slug: str, plan: Plan, now: datetime) -> None:
    # Texts of presentations are owed by what was selected, not by the plan.
    selected = Obligation.id.in_(select(Topic.obligation_id).where(Topic.obligation_id.is_not(None)))
    rows = session.scalars(select(Obligation).where(Obligation.conference == slug, ~selected))
    kept = {(row.code, row.unit): row for row in rows}
    for values in _obligations(plan):
        row = kept.pop((values["code"], values["unit"]), None)
        if row is None:
            row = Obligation(id=uuid4(), conference=slug)
            session.add(row)
        for column, value in values.items():
            setattr(row, column, value)
        row.dropped_at = None
        follow_extension(row, plan.conference.timezone)
    for row in kept.values():
        if row.worked_on_at is None:
            session.delete(row)
        else:
            row.dropped_at = row.dropped_at or now
    session.flush()


def follow_extension(row: Obligation, timezone: str) -> None:
    """Let both readings follow the later day that was granted, unless the plan's own day is later still."""
    day = max(row.due_date, row.extended_to or row.due_date)
    deadline = Deadline(day, Policy(row.policy), timezone)
    row.strict_until, row.lenient_until = deadline.before.astimezone(UTC), deadline.by_end_of.astimezone(UTC)
    row.last_moment = deadline.last_moment.astimezone(UTC)


def _obligations(plan: Plan) -> Iterator[dict[str, Any]]:
    for position, obligation in enumerate(plan.obligations):
        for unit in units_meant(plan, obligation.owed_by):
            yield {
                "code": obligation.code,
                "unit": unit.code,
                "unit_name": unit.name,
                "title": obligation.title,
                "kind": obligation.kind.value,
                "appraised_by": "".join(f" {room} " for room in obligation.appraised_by),
                "due_date": obligation.due,
                "policy": obligation.policy.value,
                "source": obligation.source,
                "folded": without_accents(f"{obligation.title} {unit.name} {obligation.code}").lower(),
                "position": position,
            }


def _activities(plan: Plan) -> Iterator[dict[str, Any]]:
    names = {unit.code: unit.name for unit in plan.units}
    names |= {category.code: category.name for category in plan.categories}
    names |= {group.code: group.name for group in plan.groups}
    for position, activity in enumerate(plan.activities):
        yield {
            "code": activity.code,
            "position": position,
            "title": activity.title,
            "kind": activity.kind.value,
            "owners": list(activity.owners),
            "owner_names": [names.get(code, code) for code in activity.owners],
            "starts_on": activity.starts_on,
            "ends_on": activity.ends_on,
            "due_date": activity.due,
            "policy": None if activity.policy is None else activity.policy.value,
            "evidence": activity.evidence,
            "source": activity.source,
        }


def _distribution(plan: Plan) -> Iterator[dict[str, Any]]:
    for position, recipient in enumerate(plan.distribution_list, start=1):
        yield {
            "position": position,
            "name": recipient.name,
            "purpose": recipient.purpose,
            "units": list(recipient.units),
        }
