"""What a plan lists by code, for those who choose from it: its units, its rooms, whom petitions may be addressed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Plan


@dataclass(frozen=True)
class Room:
    """A department room of the host, and the field it answers for in words."""

    code: str
    name: str
    field: str | None


@dataclass(frozen=True)
class Addressee:
    """Somebody to whom petitions are addressed. `forwarded`: a superior body."""

    code: str
    name: str
    forwarded: bool


@dataclass(frozen=True)
class PlanLists:
    """By code, in the order of the plan."""

    units: Mapping[str, str]
    rooms: Mapping[str, Room]
    addressees: Mapping[str, Addressee]


def plan_lists(session: Session, conference: str) -> PlanLists | None:
    """The lists of the plan that holds, or None when none was applied."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference))
    if content is None:
        return None
    units = {unit["code"]: unit["name"] for unit in content["units"]}
    return PlanLists(
        units=units,
        rooms={each["unit"]: Room(each["unit"], units[each["unit"]], each["field"]) for each in content["departments"]},
        addressees={
            each["code"]: Addressee(each["code"], each["name"], each["forwarded"])
            for each in content["petition_recipients"]
        },
    )


def focal_point(session: Session, conference: str, unit: str | None) -> dict[str, str | None]:
    """Whom letters to a unit or a room go to by the plan that holds, as events say it; nulls where nobody is named."""
    content = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {"units": []}
    points = (each["focal_point"] for each in content["units"] if each["code"] == unit)
    point = next(points, None) or {}
    return {"focal_point_name": point.get("name"), "focal_point_email": point.get("email")}
