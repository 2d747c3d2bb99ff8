"""Keeps what other services tell, as far as e-mails need it. A later event replaces what an earlier one said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.notification.models import Conference, Delegate, Invitation
from services.notification.operations.compose_letter import NotYetKnown

CONFERENCE_FACTS = (
    *(
        "title",
        "short_title",
        "host",
        "host_parent",
        "document_code",
        "format_profile",
        "starts_at",
        "ends_at",
        "timezone",
        "registration_closes_at",
        "reminder_days",
    ),
    *("hall", "address", "chair", "contact_name", "contact_phone", "contact_email"),
)
INVITATION_FACTS = (
    *("conference", "number", "issue", "invitee_kind", "invitee_code", "invitee_name", "invitee_post", "quota"),
    *("recipient_name", "recipient_email", "recipient_phone", "link"),
)
DELEGATE_FACTS = (
    *("conference", "full_name", "post", "email", "phone", "unit", "unit_name"),
    *("substitute_for_name", "state", "seat", "link"),
)
SUBSTITUTION_FACTS = ("substitute_name", "substitute_post", "focal_point_name", "focal_point_email")


def keep_conference(session: Session, data: dict[str, Any]) -> Conference:
    """Keep the facts of documents.plan_published; a plan older than the one known changes nothing."""
    known = session.get(Conference, data["conference"], with_for_update=True)
    if known is not None and known.plan_version > data["plan_version"]:
        return known
    facts = {name: data["facts"][name] for name in CONFERENCE_FACTS}
    facts["calendar_sequence"] = calendar_sequence(data)
    conference = Conference(conference=data["conference"], plan_version=data["plan_version"], **facts)
    return session.merge(conference)


def calendar_sequence(data: dict[str, Any]) -> int:
    """The revision of calendar entries that a plan asks for; before it was told, it was the plan's version."""
    told: int | None = data["facts"]["calendar_sequence"]
    return data["plan_version"] if told is None else told


def keep_invitation(session: Session, data: dict[str, Any], *, withdrawn: bool) -> Invitation:
    """Keep the data of registration.invitation_*; an answer holds until the invitation is withdrawn."""
    _plan_stays(session, data["conference"])
    facts = {name: data[name] for name in INVITATION_FACTS}
    invitation = session.merge(Invitation(id=data["invitation_id"], withdrawn=withdrawn, **facts))
    if withdrawn:
        invitation.answered = False
    return invitation


def keep_answer(session: Session, data: dict[str, Any]) -> Invitation:
    """Keep that an invitation was answered. Raises `NotYetKnown` for one that has not arrived."""
    _plan_stays(session, data["conference"])
    invitation = session.get(Invitation, data["invitation_id"])
    if invitation is None:
        raise NotYetKnown(f"invitation {data['invitation_id']} has not arrived")
    invitation.answered = True
    return invitation


def keep_delegate(session: Session, data: dict[str, Any], sequence: int) -> Delegate:
    """Keep the data of registration.delegate_*; their pass is that of the last confirmation, until they are excused."""
    _plan_stays(session, data["conference"])
    known = session.get(Delegate, data["delegate_id"])
    pass_id, code = _pass(data, known)
    facts = {name: data[name] for name in DELEGATE_FACTS}
    facts |= _substitution(data, known)
    same_seat = known is not None and known.seat == data["seat"]
    facts |= {"sequence": sequence, "seat_sequence": known.seat_sequence if known and same_seat else sequence}
    return session.merge(Delegate(id=data["delegate_id"], pass_id=pass_id, code=code, **facts))


def _plan_stays(session: Session, slug: str) -> None:
    """Until this transaction ends: reminders are made by the plan for everybody, and by this person's news for them."""
    session.get(Conference, slug, with_for_update={"read": True})


def _substitution(data: dict[str, Any], known: Delegate | None) -> dict[str, Any]:
    """What delegate_substituted tells; a place that was handed over does not come back."""
    if "substitute" in data:
        substitute = data["substitute"]
        focal_point = {name: data[name] for name in ("focal_point_name", "focal_point_email")}
        return {"substitute_name": substitute["full_name"], "substitute_post": substitute["post"], **focal_point}
    return {name: getattr(known, name, None) for name in SUBSTITUTION_FACTS}


def _pass(data: dict[str, Any], known: Delegate | None) -> tuple[UUID | None, str | None]:
    if "pass" in data:
        return data["pass"]["pass_id"], data["pass"]["code"]
    if known is None or data["state"] != "confirmed":
        return None, None
    return known.pass_id, known.code
