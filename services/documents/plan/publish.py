"""What other services learn of a plan: the data of `documents.plan_published.v1`."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from services.documents.plan.audience import invited_guests, invited_units, units_meant
from services.documents.plan.model import (
    Admission,
    Category,
    Conference,
    Contact,
    Gate,
    Guest,
    Obligation,
    Plan,
    Seating,
    Unit,
)

_NOBODY = Contact()


def plan_published_data(plan: Plan, plan_version: int, calendar_sequence: int = 0) -> dict[str, Any]:
    """The event's data as Python types, ready for `Contract.dump`.

    `owed_by` names units one by one; a unit is `invited` when the invitation list means it; only guests on that
    list are named. `plan_version` counts from 1, `calendar_sequence` the moves of the conference.
    """
    invited = {unit.code for unit in invited_units(plan)}
    return {
        "conference": plan.conference.slug,
        "plan_version": plan_version,
        "facts": _facts(plan.conference) | _admission(plan) | _dates(plan, calendar_sequence),
        "categories": [_category(category) for category in plan.categories],
        "units": [_unit(unit, unit.code in invited) for unit in plan.units],
        "guests": [_guest(guest) for guest in invited_guests(plan)],
        "gates": [_gate(gate) for gate in plan.gates],
        "obligations": [_obligation(obligation, plan) for obligation in plan.obligations],
        "seating": None if plan.seating is None else _seating(plan.seating),
    }


def starts_at(conference: Conference) -> datetime:
    """When the conference begins (aware, in its zone)."""
    return _moment(conference, conference.starts)


def ends_at(conference: Conference) -> datetime:
    """When the conference ends (aware, in its zone)."""
    return _moment(conference, conference.ends)


def registration_closes_at(conference: Conference) -> datetime | None:
    """From when on units' lists are the organizer's to change (aware); None: they stay open."""
    closes = conference.registration_closes
    return None if closes is None else closes.replace(tzinfo=ZoneInfo(conference.timezone))


def _moment(conference: Conference, clock_time: time) -> datetime:
    return datetime.combine(conference.date, clock_time, ZoneInfo(conference.timezone))


def _facts(conference: Conference) -> dict[str, Any]:
    contact = conference.contact or _NOBODY
    return {
        "title": conference.title,
        "short_title": conference.short_title,
        "occasion": conference.occasion,
        "host": conference.host,
        "host_parent": conference.host_parent,
        "place": conference.place,
        "document_code": conference.document_code,
        "starts_at": starts_at(conference),
        "ends_at": ends_at(conference),
        "registration_closes_at": registration_closes_at(conference),
        "timezone": conference.timezone,
        "hall": conference.hall,
        "address": conference.address,
        "capacity": conference.capacity,
        "chair": conference.chair,
        "signer_authority": conference.signer_authority,
        "signer_title": conference.signer_title,
        "contact_name": contact.name,
        "contact_phone": contact.phone,
        "contact_email": contact.email,
        "format_profile": conference.format_profile.value,
    }


def _admission(plan: Plan) -> dict[str, Any]:
    admission = plan.admission or Admission()
    return {
        "unlisted_category": admission.unlisted_category,
        "unlisted_needs_second_person": admission.unlisted_needs_second_person,
    }


def _dates(plan: Plan, calendar_sequence: int) -> dict[str, Any]:
    return {"calendar_sequence": calendar_sequence, "reminder_days": list(plan.reminder_days)}


def _category(category: Category) -> dict[str, Any]:
    return {"code": category.code, "name": category.name, "protocol_rank": category.protocol_rank}


def _unit(unit: Unit, invited: bool) -> dict[str, Any]:
    focal_point = unit.focal_point or _NOBODY
    return {
        "code": unit.code,
        "name": unit.name,
        "category": unit.category,
        "quota": unit.quota,
        "invited": invited,
        "example": unit.example,
        "focal_point_name": focal_point.name,
        "focal_point_email": focal_point.email,
        "focal_point_phone": focal_point.phone,
    }


def _guest(guest: Guest) -> dict[str, Any]:
    return {
        "code": guest.code,
        "full_name": guest.full_name,
        "post": guest.post,
        "category": guest.category,
        "email": guest.email,
        "phone": guest.phone,
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {"code": gate.code, "name": gate.name}


def _seating(seating: Seating) -> dict[str, Any]:
    platform = seating.platform
    return {
        "platform": None if platform is None else _row(platform.name, (platform.seats,), platform.reserved_for),
        "blocks": [{"code": block.code, "name": block.name} for block in seating.blocks],
        "rows": [_row(row.name, row.seats, row.reserved_for) for row in seating.rows],
        "unusable": list(seating.unusable),
    }


def _row(name: str, seats: tuple[int, ...], reserved_for: tuple[str, ...]) -> dict[str, Any]:
    return {"name": name, "seats": list(seats), "reserved_for": list(reserved_for)}


def _obligation(obligation: Obligation, plan: Plan) -> dict[str, Any]:
    return {
        "code": obligation.code,
        "title": obligation.title,
        "kind": obligation.kind.value,
        "due_date": obligation.due,
        "policy": obligation.policy.value,
        "owed_by": [unit.code for unit in units_meant(plan, obligation.owed_by)],
    }
