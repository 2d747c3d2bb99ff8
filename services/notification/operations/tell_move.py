"""Who is told that the conference was moved, and what is stopped because it tells the old time or place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from chassis.vietnamese import without_accents
from services.notification.composing.composer import Composer
from services.notification.models import Conference, Delegate, Invitation, Message, MessageKind, Person
from services.notification.operations.cancel_messages import cancel_letters
from services.notification.operations.compose_letter import NotYetKnown
from services.notification.operations.readdress_messages import readdress_messages
from services.notification.operations.reasons import moves
from services.notification.rules import is_told_of_moves
from services.notification.workflows.message import MessageState

WHY = "the conference was moved"


def note_move(session: Session, data: dict[str, Any]) -> Conference | None:
    """Keep what documents.conference_postponed says; None where it, or a later move, has been taken over.

    What nobody was told is not told any more: after two moves in quick succession a letter names the time that its
    reader knows, and the last one. Raises `NotYetKnown` while the moved plan has not arrived.
    """
    conference = session.get(Conference, data["conference"], with_for_update=True)
    if conference is None or conference.plan_version < data["plan_version"]:
        raise NotYetKnown(f"version {data['plan_version']} of the plan has not arrived")
    if conference.move is not None and conference.move["sequence"] >= data["calendar_sequence"]:
        return None
    later = conference.calendar_sequence > data["calendar_sequence"]
    conference.move = {
        "sequence": data["calendar_sequence"],
        "previous": _last_told(session, conference) or _kept(data["previous"]),
        "reason": data["reason"],
        "untold": later,
    }
    return None if later else conference


def people_to_tell(session: Session, conference: Conference, now: datetime) -> list[Person]:
    """Whoever knows of another time or place, each person once; their letters that are not sent are stopped.

    Nobody when the conference is back where people know it to be, or when its new time has passed.
    """
    people: list[Person] = [*_delegates(session, conference.conference), *_invitations(session, conference.conference)]
    for person in people:
        cancel_letters(session, person.id, WHY, now)
    session.flush()
    if _is_as_known(conference) or conference.starts_at <= now:
        return []
    return list(_each_once(people))


def rewrite_letters(session: Session, composer: Composer, conference: Conference, now: datetime) -> None:
    """Bring what goes out in spite of the move to the new time and place: of those who handed over, and of seats."""
    seats = select(Message.about).where(
        Message.conference == conference.conference, Message.kind == MessageKind.SEAT_CHANGED
    )
    concerned = select(Delegate).where(
        Delegate.conference == conference.conference,
        (Delegate.state == "substituted") | Delegate.id.in_(seats),
    )
    for delegate in session.scalars(concerned.order_by(Delegate.id)).all():
        readdress_messages(session, composer, delegate.id, now)


def _last_told(session: Session, conference: Conference) -> dict[str, Any] | None:
    """The time and place that people know, when the move before this one was not told to anybody."""
    before = conference.move
    if before is None:
        return None
    here = (
        Message.conference == conference.conference,
        Message.kind == MessageKind.CONFERENCE_POSTPONED,
        Message.reason.startswith(moves(before["sequence"]), autoescape=True),
    )
    prepared = session.scalar(select(func.count()).select_from(Message).where(*here))
    gone = (MessageState.SENT, MessageState.SENDING, MessageState.UNCERTAIN)
    told = session.scalar(select(exists().where(*here, Message.state.in_(gone))))
    previous: dict[str, Any] = before["previous"]
    return previous if before["untold"] or (prepared and not told) else None


def _kept(occasion: dict[str, Any]) -> dict[str, Any]:
    return occasion | {name: occasion[name].isoformat() for name in ("starts_at", "ends_at")}


def _is_as_known(conference: Conference) -> bool:
    known = (conference.move or {})["previous"]
    times = [datetime.fromisoformat(known[name]) for name in ("starts_at", "ends_at")]
    return [*times, known["hall"], known["address"]] == [
        conference.starts_at,
        conference.ends_at,
        conference.hall,
        conference.address,
    ]


def _delegates(session: Session, slug: str) -> Iterable[Delegate]:
    here = select(Delegate).where(Delegate.conference == slug).order_by(Delegate.full_name, Delegate.id)
    return [delegate for delegate in session.scalars(here) if is_told_of_moves(delegate.state)]


def _invitations(session: Session, slug: str) -> Iterable[Invitation]:
    here = select(Invitation).where(Invitation.conference == slug, Invitation.withdrawn.is_(False))
    return session.scalars(here.order_by(Invitation.number, Invitation.id)).all()


def _each_once(people: list[Person]) -> Iterable[Person]:
    """Delegates come first: who is also the focal point of a unit, or a guest, gets the letter with their own link."""
    known: set[tuple[str, str]] = set()
    for person in people:
        address, name = _address(person), _name(person)
        nameless = not name and "@" in address
        if (address, name) not in known and not (nameless and any(each[0] == address for each in known)):
            yield person
        known.add((address, name))


def _address(person: Person) -> str:
    """Where they are reached (an address with @); who has none is known by their unit."""
    email = person.email if isinstance(person, Delegate) else person.recipient_email
    if email is not None:
        return email.lower()
    unit = (person.unit_name or "") if isinstance(person, Delegate) else _unit_of(person)
    return f"unit {unit}"


def _unit_of(invitation: Invitation) -> str:
    return "" if invitation.invitee_kind == "guest" else invitation.invitee_name


def _name(person: Person) -> str:
    if isinstance(person, Delegate):
        return _folded(person.full_name)
    return _folded(person.recipient_name or ("" if person.invitee_kind == "unit" else person.invitee_name))


def _folded(name: str) -> str:
    return without_accents(name).casefold()
