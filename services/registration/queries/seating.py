"""The seating as the office sees it: the hall, the draft, what is wrong with it, and what is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from services.registration.models import SeatingPlan
from services.registration.queries.attendants import Attendant, attendants_of, seated
from services.registration.seating import Conflict, Hall, HallRow, find_conflicts, hall_of

_NOTHING: dict[str, Any] = {"version": 0, "changed_at": None, "changed_by": None}
_NOT_PUBLISHED: dict[str, Any] = {"published_at": None, "published_by": None}


def seating_of(session: Session, conference: str) -> dict[str, Any]:
    """Everything that the page of the seating shows."""
    plan = session.get(SeatingPlan, conference)
    attendants = attendants_of(session, conference)
    hall = None if plan is None or plan.hall is None else hall_of(plan.hall)
    return {
        **_state(plan),
        "unpublished": sum(each.delegate.shown_seat != _to_publish(each, hall) for each in attendants),
        "hall": None if plan is None or plan.hall is None or hall is None else _hall(plan.hall, hall),
        "people": [_person(each) for each in attendants],
        "conflicts": [] if hall is None else list(_conflicts(hall, attendants)),
    }


def _state(plan: SeatingPlan | None) -> dict[str, Any]:
    if plan is None:
        return _NOTHING | _NOT_PUBLISHED
    return {
        "version": plan.revision,
        "changed_at": plan.changed_at,
        "changed_by": plan.changed_by,
        "published_at": plan.published_at,
        "published_by": plan.published_by,
    }


def _to_publish(attendant: Attendant, hall: Hall | None) -> str | None:
    """The seat that publishing would give."""
    known = hall is not None and attendant.seat in hall.seats
    return attendant.seat if attendant.coming and known else None


def _hall(facts: dict[str, Any], hall: Hall) -> dict[str, Any]:
    return {"blocks": facts["blocks"], "rows": [_row(row, facts["blocks"]) for row in hall.rows]}


def _row(row: HallRow, blocks: list[dict[str, str]]) -> dict[str, Any]:
    codes = [block["code"] for block in blocks]
    return {
        "name": row.name,
        "platform": row.is_platform,
        "reserved_for": sorted(row.reserved_for),
        "seats": [
            {
                "seat": seat.label,
                "block": codes[seat.block] if seat.block < len(codes) and not row.is_platform else None,
                "usable": seat.usable,
            }
            for seat in row.seats
        ],
    }


def _person(each: Attendant) -> dict[str, Any]:
    return {
        "delegate_id": each.delegate.id,
        "full_name": each.delegate.full_name,
        "post": each.delegate.post,
        "unit": each.delegate.unit,
        "unit_name": each.unit_name,
        "category": each.delegate.category,
        "category_name": each.category_name,
        "protocol_rank": each.person.rank,
        "kind": each.delegate.kind,
        "state": each.delegate.state,
        "seat": each.seat,
        "manual": each.assignment is not None and each.assignment.manual,
        "published_seat": each.delegate.shown_seat,
    }


def _conflicts(hall: Hall, attendants: list[Attendant]) -> Iterator[dict[str, Any]]:
    names = {each.delegate.unit: each.unit_name for each in attendants}
    for conflict in find_conflicts(hall, seated(attendants)):
        yield _conflict(conflict) | {"unit_name": names.get(conflict.unit)}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "seat": conflict.seat,
        "unit": conflict.unit,
        "people": list(conflict.people),
    }
