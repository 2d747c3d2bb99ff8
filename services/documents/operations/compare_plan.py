"""Compares a plan with the one that holds now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from chassis.language import Text
from services.documents import models
from services.documents.operations.removed_work import removed_work
from services.documents.plan import Change, Plan, diff
from services.documents.plan.load import draft_of_data


@dataclass(frozen=True)
class Comparison:
    """What applying a plan would change, and what of that is refused unless it is asked for, a sentence each."""

    changes: list[Change]
    refused: list[Text]


def compare_plan(session: Session, plan: Plan) -> Comparison:
    """What applying this plan would change; where none was applied before, everything is new."""
    row = session.get(models.Plan, plan.conference.slug)
    before = None if row is None else plan_of(row)
    refused = [] if before is None else removed_work(session, before, plan)
    return Comparison(diff(before, plan), refused)


def plan_of(row: models.Plan) -> Plan:
    """The plan as it was kept. It is not judged again: what newer checks refuse must still be replaceable."""
    kept = draft_of_data(row.content).plan
    if kept is None:
        raise ValueError(f"the content kept for {row.conference} is not a plan")
    return kept
