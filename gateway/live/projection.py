"""What an open page learns of an event, and who may learn it.

    event                              browser event   data
    registration.attendance_*          attendance      id, name, unit, category, gate, time, present
    anything else that pages show      changed         noun, id

Units hear of their own people only, delegates of themselves; nobody hears more than they could read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.messaging.envelope import Event

HALL = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR, Role.ADMINISTRATOR})
OFFICE = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR})
PLANNERS = frozenset({Role.ORGANIZER})
MAIL = frozenset({Role.ORGANIZER, Role.ADMINISTRATOR})
PLAN = frozenset({Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER})


@dataclass(frozen=True)
class LiveMessage:
    """One browser event: its name, and its data as JSON types."""

    name: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Projection:
    """How one type of event is shown: to whom, and what is told."""

    noun: str
    roles: frozenset[Role]
    own: Callable[[Event, Identity], bool]
    """Whether an event is a unit's or delegate's own."""
    attendance: bool = False


def _nobodys(_event: Event, _identity: Identity) -> bool:
    return False


def _own_delegate(event: Event, identity: Identity) -> bool:
    if identity.role is Role.UNIT:
        return identity.unit is not None and event.data.get("unit") == identity.unit
    return identity.delegate is not None and str(event.data.get("delegate_id")) == identity.delegate


def _own_invitation(event: Event, identity: Identity) -> bool:
    if identity.role is Role.UNIT:
        unit = event.data.get("invitee_code") if event.data.get("invitee_kind") == "unit" else None
        return identity.unit is not None and unit == identity.unit
    return identity.invitation is not None and str(event.data.get("invitation_id")) == identity.invitation


PROJECTIONS: dict[str, Projection] = {
    "registration.attendance_recorded.v1": Projection("check_ins", HALL, _own_delegate, attendance=True),
    "registration.attendance_undone.v1": Projection("check_ins", HALL, _own_delegate, attendance=True),
    "registration.check_in_conflict_opened.v1": Projection("check_in_conflicts", PLANNERS, _nobodys),
    "registration.check_in_conflict_resolved.v1": Projection("check_in_conflicts", PLANNERS, _nobodys),
    "registration.delegate_registered.v1": Projection("delegates", OFFICE, _own_delegate),
    "registration.delegate_updated.v1": Projection("delegates", OFFICE, _own_delegate),
    "registration.delegate_confirmed.v1": Projection("delegates", OFFICE, _own_delegate),
    "registration.delegate_excused.v1": Projection("delegates", OFFICE, _own_delegate),
    "registration.delegate_substituted.v1": Projection("delegates", OFFICE, _own_delegate),
    "registration.invitation_issued.v1": Projection("invitations", PLANNERS, _own_invitation),
    "registration.invitation_withdrawn.v1": Projection("invitations", PLANNERS, _own_invitation),
    "registration.invitation_answered.v1": Projection("invitations", PLANNERS, _own_invitation),
    "registration.commendation_changed.v1": Projection("commendations", OFFICE, _nobodys),
    "registration.commendation_removed.v1": Projection("commendations", OFFICE, _nobodys),
    "documents.plan_published.v1": Projection("plan", PLAN, _nobodys),
    "notification.notification_delivered.v1": Projection("messages", MAIL, _nobodys),
    "notification.notification_failed.v1": Projection("messages", MAIL, _nobodys),
}
"""The event types that the gateway listens to. Not document_rendered: it carries the whole paper."""


def message_for(event: Event, identity: Identity) -> LiveMessage | None:
    """What this person is told of the event; None when it is not for them."""
    projection = PROJECTIONS.get(event.type)
    if projection is None or identity.conference not in (None, event.conference):
        return None
    if identity.role not in projection.roles and not projection.own(event, identity):
        return None
    if projection.attendance:
        return LiveMessage("attendance", _attendance(event))
    return LiveMessage("changed", {"noun": projection.noun, "id": event.subject.partition("/")[2]})


def _attendance(event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "id": str(data["delegate_id"]),
        "name": data["full_name"],
        "unit": data.get("unit"),
        "unit_name": data.get("unit_name"),
        "category": data["category"],
        "gate": data["gate"],
        "time": data["scanned_at"].isoformat(),
        "present": event.type == "registration.attendance_recorded.v1",
    }
