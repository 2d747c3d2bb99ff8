"""Who is told of the agenda, and of what: their own items, as they differ from what they were last told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notification.models import Agenda, AgendaNotice, Conference, Delegate, Invitation, Person
from services.notification.operations import reasons
from services.notification.operations.cancel_messages import STOPPED_AT_ONCE, cancel_message
from services.notification.operations.not_yet_known import known_conference
from services.notification.operations.prepare_message import message_for
from services.notification.rules import is_told_of_moves
from services.notification.workflows.message import MessageState

WHY = "the agenda was published anew"


def keep_agenda(session: Session, data: Mapping[str, Any]) -> bool:
    """Keep what documents.agenda_published says; false for one that is not newer than the one known."""
    known = session.get(Agenda, data["conference"], with_for_update=True)
    if known is not None and known.number >= data["number"]:
        return False
    names = ("conference", "number", "published_at", "published_by", "reason")
    session.merge(Agenda(changes=data["changes"], **{name: data[name] for name in names}))
    return True


def people_to_tell_of_agenda(session: Session, data: Mapping[str, Any], now: datetime) -> list[UUID]:
    """Whose items are others than they know, each once; a letter about the former ones that is not sent is stopped.

    Whoever was never told of an item and has none is not there. Nobody after the conference is over.
    """
    conference = session.get(Conference, data["conference"])
    wanted = _slots_by_person(session, data)
    notices = {each.about: each for each in _notices(session, data["conference"])}
    told = []
    for about in sorted({*wanted, *notices}, key=str):
        notice = notices.get(about) or _first(session, about, data["conference"])
        before = _as_known(session, notice, now)
        slots = wanted.get(about, [])
        changed = slots != before
        notice.before, notice.slots, notice.number = before, slots, data["number"]
        if changed and (conference is None or now < conference.ends_at):
            told.append(about)
    session.flush()
    return told


def speakers_to_warn(session: Session, data: Mapping[str, Any]) -> list[UUID]:
    """Who speaks next in a conference that is late or early, each once, with their nearest item."""
    warned: dict[UUID, None] = {}
    for item in data["upcoming"]:
        for person in _people(session, data["conference"], [item]).get(item["item_id"], ()):
            if person.id in warned:
                continue
            notice = session.get(AgendaNotice, person.id) or _first(session, person.id, data["conference"])
            notice.delay = {
                "title": item["title"],
                "drift_minutes": data["drift_minutes"],
                "starts_at": item["starts_at"].isoformat(),
            }
            warned[person.id] = None
    session.flush()
    return list(warned)


def has_office_address(session: Session, slug: str) -> bool:
    """Whether the plan says where to write to. Raises `NotYetKnown` while it has not arrived."""
    return known_conference(session, slug).contact_email is not None


def office_of(conference: str) -> UUID:
    """What the letters to the office are about, which is no person."""
    return uuid5(NAMESPACE_URL, f"hoinghi/agenda/{conference}")


def _first(session: Session, about: UUID, conference: str) -> AgendaNotice:
    notice = AgendaNotice(about=about, conference=conference, number=0, before=[], slots=[], delay=None)
    session.add(notice)
    return notice


def _notices(session: Session, conference: str) -> Iterable[AgendaNotice]:
    return session.scalars(select(AgendaNotice).where(AgendaNotice.conference == conference))


def _as_known(session: Session, notice: AgendaNotice, now: datetime) -> list[dict[str, Any]]:
    """What the person knows: of a letter that never left, what they knew before it."""
    message = message_for(session, notice.conference, reasons.of_agenda(notice.number, notice.about))
    if message is None:
        return notice.slots
    if message.state in STOPPED_AT_ONCE:
        cancel_message(session, message, WHY, now)
    return notice.before if message.state is MessageState.CANCELLED else notice.slots


def _slots_by_person(session: Session, data: Mapping[str, Any]) -> dict[UUID, list[dict[str, Any]]]:
    people = _people(session, data["conference"], data["items"])
    slots: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for item in data["items"]:
        for person in people.get(item["item_id"], ()):
            slots[person.id].append(_slot(item))
    return slots


def _slot(item: Mapping[str, Any]) -> dict[str, Any]:
    moments = {name: item[name].isoformat() for name in ("starts_at", "ends_at")}
    return {"item_id": str(item["item_id"]), "title": item["title"], "minutes": item["minutes"]} | moments


def _people(session: Session, conference: str, items: Sequence[Mapping[str, Any]]) -> dict[UUID, list[Person]]:
    """By item: the delegate who does it, else the unit's focal point. Who is not coming is not told."""
    ids = {item["delegate_id"] for item in items} - {None}
    here = select(Delegate).where(Delegate.conference == conference, Delegate.id.in_(ids))
    delegates = {each.id: each for each in session.scalars(here) if is_told_of_moves(each.state)}
    codes = {item["unit"] for item in items if item["delegate_id"] is None} - {None}
    invited = select(Invitation).where(
        Invitation.conference == conference,
        Invitation.invitee_kind == "unit",
        Invitation.invitee_code.in_(codes),
        Invitation.withdrawn.is_(False),
    )
    units = {each.invitee_code: each for each in session.scalars(invited)}
    found: dict[UUID, list[Person]] = {}
    for item in items:
        person: Person | None = delegates.get(item["delegate_id"])
        if item["delegate_id"] is None:
            person = units.get(item["unit"])
        if person is not None:
            found[item["item_id"]] = [person]
    return found
