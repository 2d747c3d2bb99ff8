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

EVERYBODY = frozenset(Role)
HALL = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR, Role.ADMINISTRATOR})
OFFICE = frozenset({Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR})
PLANNERS = frozenset({Role.ORGANIZER})
DESK = frozenset({Role.ORGANIZER, Role.APPRAISER})
STAGE_AND_DESK = OFFICE | DESK
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


def _own_unit(event: Event, identity: Identity) -> bool:
    return identity.unit is not None and event.data.get("unit") == identity.unit


def _own_invitation(event: Event, identity: Identity) -> bool:
    if identity.role is Role.UNIT:
        unit = event.data.get("invitee_code") if event.data.get("invitee_kind") == "unit" else None
        return identity.unit is not None and unit == identity.unit
    return identity.invitation is not None and str(event.data.get("invitation_id")) == identity.invitation


def _own_petition(event: Event, identity: Identity) -> bool:
    mine = event.data.get("room" if identity.role is Role.DEPARTMENT else "unit")
    return identity.role in (Role.DEPARTMENT, Role.UNIT) and identity.unit is not None and identity.unit == mine


def _own_topic(event: Event, identity: Identity) -> bool:
    return identity.unit is not None and identity.unit in (event.data.get("unit"), event.data.get("department"))


def _released_film_news(event: Event, identity: Identity) -> bool:
    """What appraisers say among themselves is no news to the broadcaster."""
    return bool(event.data.get("released")) and _own_unit(event, identity)


_SUBMISSION_NEWS = (
    *("submission_received", "submission_withdrawn", "submission_taken_up", "submission_returned"),
    *("submission_accepted", "submission_reopened", "obligation_fulfilled", "obligation_extended"),
    *("obligation_arisen", "obligation_dropped", "extension_asked", "extension_refused", "extension_withdrawn"),
)
_TOPIC_NEWS = (
    *("topic_changed", "topic_proposed", "topic_revision_asked", "topic_set_aside", "topic_withdrawn"),
    *("topic_selected", "topic_accepted", "topic_declined", "topic_scheduled"),
)
_ACTIVITY_NEWS = ("activity_changed", "activity_reported", "activity_confirmed", "activity_sent_back")


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
    "documents.petition_received.v1": Projection("petitions", DESK, _own_petition),
    "documents.petition_updated.v1": Projection("petitions", DESK, _own_petition),
    "documents.petition_assigned.v1": Projection("petitions", DESK, _own_petition),
    "documents.petition_answered.v1": Projection("petitions", DESK, _own_petition),
    "documents.petition_forwarded.v1": Projection("petitions", DESK, _own_petition),
    "documents.petition_replied.v1": Projection("petitions", DESK, _own_petition),
    **{f"documents.{news}.v1": Projection("submissions", PLAN, _own_unit) for news in _SUBMISSION_NEWS},
    **{f"documents.{news}.v1": Projection("topics", PLAN, _own_topic) for news in _TOPIC_NEWS},
    **{f"documents.{news}.v1": Projection("activities", PLAN, _own_unit) for news in _ACTIVITY_NEWS},
    "documents.video_uploaded.v1": Projection("video_report", DESK, _own_unit),
    "documents.video_inspected.v1": Projection("video_report", DESK, _own_unit),
    "documents.video_appraised.v1": Projection("video_report", DESK, _own_unit),
    "documents.video_commented.v1": Projection("video_report", DESK, _released_film_news),
    "documents.video_comment_changed.v1": Projection("video_report", DESK, _released_film_news),
    "documents.video_scheduled.v1": Projection("video_report", STAGE_AND_DESK, _own_unit),
    "documents.video_unscheduled.v1": Projection("video_report", STAGE_AND_DESK, _own_unit),
    "documents.video_broadcast_reported.v1": Projection("video_report", DESK, _own_unit),
    "documents.video_shown.v1": Projection("video_report", STAGE_AND_DESK, _own_unit),
    "documents.video_showing_taken_back.v1": Projection("video_report", STAGE_AND_DESK, _own_unit),
    "documents.submission_checked.v1": Projection("form_checks", PLAN, _own_unit),
    "documents.agenda_published.v1": Projection("agenda", EVERYBODY, _nobodys),
    "documents.agenda_item_started.v1": Projection("agenda_run", EVERYBODY, _nobodys),
    "documents.agenda_item_finished.v1": Projection("agenda_run", EVERYBODY, _nobodys),
    "documents.agenda_item_taken_back.v1": Projection("agenda_run", EVERYBODY, _nobodys),
    "documents.medal_nominated.v1": Projection("medals", DESK, _own_unit),
    "documents.medal_nomination_updated.v1": Projection("medals", DESK, _own_unit),
    "documents.medal_nomination_returned.v1": Projection("medals", DESK, _own_unit),
    "documents.medal_decided.v1": Projection("medals", DESK, _own_unit),
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
