"""The rooms (phòng) of the host as the applied plan has them: what each must propose, by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Obligation, Plan

CUSTOMARY_LEAST, CUSTOMARY_MOST = 2, 3
"""Where the plan has no rule: docs/plan-format.md."""
TOPICS = "topics"
"""The kind of obligation by which a room owes its topics."""


@dataclass(frozen=True)
class Room:
    """A room. `obligation` is by which it owes its topics; one without it owes none, and may propose all the same."""

    unit: str
    name: str
    field: str | None
    least: int
    most: int
    minutes: int | None
    obligation: Obligation | None


def rooms_of(session: Session, conference: str) -> dict[str, Room] | None:
    """The rooms by their code, in the order of the plan; None when no plan was applied for the conference."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference))
    if content is None:
        return None
    names = {unit["code"]: unit["name"] for unit in content["units"]}
    here = select(Obligation).where(Obligation.conference == conference, Obligation.kind == TOPICS)
    owed = {each.unit: each for each in session.scalars(here.order_by(Obligation.last_moment.desc()))}
    return {
        each["unit"]: _room(each, names, content.get("topic_rule"), owed.get(each["unit"]))
        for each in content["departments"]
    }


def unit_names(session: Session, conference: str) -> dict[str, str]:
    """Every unit of the plan, by its code."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {"units": []}
    return {unit["code"]: unit["name"] for unit in content["units"]}


def _room(
    department: Mapping[str, Any], names: Mapping[str, str], general: Mapping[str, Any] | None, owed: Obligation | None
) -> Room:
    rule = department.get("topic_rule") or general or {"least": CUSTOMARY_LEAST, "most": CUSTOMARY_MOST}
    return Room(
        unit=department["unit"],
        name=names.get(department["unit"], department["unit"]),
        field=department.get("field"),
        least=rule["least"] if owed is not None else 0,
        most=rule["most"],
        minutes=rule.get("minutes") or (general or {}).get("minutes"),
        obligation=owed,
    )
