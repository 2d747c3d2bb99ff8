"""Petitions: received, assigned to a room, answered or forwarded. A step, its line of history and its news are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Text
from chassis.messaging.outbox import record
from chassis.vietnamese import without_accents
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import found
from services.documents.models import Petition, Plan
from services.documents.operations.petition_news import (
    ANSWERED,
    ASSIGNED,
    FORWARDED,
    RECEIVED,
    REPLIED,
    UPDATED,
    told_room,
    told_unit,
)
from services.documents.operations.petition_news import petition_data as data_of
from services.documents.operations.room_petitions import settle_rooms
from services.documents.operations.steps import Process, keep_step, take_step
from services.documents.problems import NOT_IN_THE_PLAN
from services.documents.queries.plan_lists import Addressee, PlanLists, plan_lists
from services.documents.workflows.petition import PetitionAction, PetitionState, workflow_of

_DONE = {
    "receive": Text("ghi kiến nghị này", "entered this petition"),
    PetitionAction.CORRECT: Text("sửa kiến nghị này", "corrected this petition"),
    PetitionAction.ASSIGN: Text("giao phòng tham mưu trả lời", "assigned it to a room"),
    PetitionAction.DRAFT: Text("gửi dự thảo trả lời", "sent a draft answer"),
    PetitionAction.RETURN: Text("trả lại dự thảo trả lời", "sent the draft answer back"),
    PetitionAction.APPROVE: Text("duyệt trả lời", "approved the answer"),
    PetitionAction.FORWARD: Text("chuyển kiến nghị lên trên", "forwarded this petition"),
    PetitionAction.NOTE_REPLY: Text("ghi ý kiến trả lời của cấp trên", "noted the superior body's reply"),
    PetitionAction.MERGE: Text("gộp kiến nghị này vào kiến nghị khác", "merged this petition into another"),
    PetitionAction.WITHDRAW: Text("rút kiến nghị này", "withdrew this petition"),
}
_UNIT = Text("đơn vị này", "such unit")
_RECIPIENT = Text("nơi nhận kiến nghị này", "such recipient of petitions")
_ROOM = Text("phòng này", "such department room")


def process_of(petition: Petition) -> Process:
    """The workflow of this petition, with words for what was done in it."""
    return Process(workflow_of(forwarded=petition.forwarded), {str(key): text for key, text in _DONE.items()})


def receive_petition(session: Session, slug: str, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> Petition:
    """Keep a petition: a unit's own, or what the office or a room enters for a unit. A room has it assigned at once.

    Raises `Problem`: not-found without a plan and for another unit than a unit's own, not-in-the-plan for an unknown
    unit or recipient, or where a department's account acts for what is no room.
    """
    lists = found(plan_lists(session, slug))
    unit = data["unit"] or by.unit
    if by.role == Role.UNIT and unit != by.unit:
        raise Problem(NOT_FOUND)
    recipient = _listed(lists.addressees, data["recipient"], _RECIPIENT)
    petition = Petition(
        conference=slug,
        number=_next_number(session, slug),
        unit=unit,
        unit_name=_listed(lists.units, unit, _UNIT),
        content=data["content"],
        state=PetitionState.RECEIVED,
        received_at=clock(),
        version=0,
    )
    _address(petition, recipient)
    if by.role == Role.DEPARTMENT and by.unit is not None:
        _give_to(petition, lists, by.unit)
        petition.state = PetitionState.ASSIGNED
    session.add(petition)
    session.flush()
    keep_step(session, petition, "receive", by=by, at=clock())
    record(session, petition, RECEIVED, data_of(petition), clock=clock)
    settle_rooms(session, petition.conference, [petition.room], clock)
    return petition


def correct_petition(
    session: Session, petition: Petition, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Correct its words or its recipient; nothing happens when nothing differs.

    Raises `Problem`: forbidden, step-not-possible, not-in-the-plan.
    """
    recipient = _listed(_lists(session, petition).addressees, data["recipient"], _RECIPIENT)
    if (petition.content, petition.recipient) == (data["content"], recipient.code):
        return
    take_step(session, petition, PetitionAction.CORRECT, process_of(petition), by=by, at=clock())
    petition.content = data["content"]
    _address(petition, recipient)
    _announce_update(session, petition, PetitionAction.CORRECT, None, clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def assign_petition(
    session: Session, petition: Petition, room: str, note: str | None, *, by: Identity, clock: Clock
) -> None:
    """Give it to a department room, which drafts the answer: `petition_assigned`.

    Raises `Problem`: forbidden, step-not-possible, not-in-the-plan.
    """
    lists, before = _lists(session, petition), petition.room
    take_step(session, petition, PetitionAction.ASSIGN, process_of(petition), by=by, at=clock(), reason=note)
    _give_to(petition, lists, room)
    record(session, petition, ASSIGNED, told_room(session, petition) | {"note": note}, clock=clock)
    settle_rooms(session, petition.conference, [before, petition.room], clock)


def draft_answer(session: Session, petition: Petition, answer: str, *, by: Identity, clock: Clock) -> None:
    """Hand in a draft of the answer, or a better one. Raises `Problem`: forbidden, step-not-possible."""
    take_step(session, petition, PetitionAction.DRAFT, process_of(petition), by=by, at=clock())
    petition.draft = answer
    _announce_update(session, petition, PetitionAction.DRAFT, None, clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def return_draft(session: Session, petition: Petition, reason: str, *, by: Identity, clock: Clock) -> None:
    """Send the draft back to its room with what is to be mended. Raises `Problem`: forbidden, step-not-possible."""
    take_step(session, petition, PetitionAction.RETURN, process_of(petition), by=by, at=clock(), reason=reason)
    _announce_update(session, petition, PetitionAction.RETURN, reason, clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def approve_answer(session: Session, petition: Petition, *, by: Identity, clock: Clock) -> None:
    """The draft is the answer: `petition_answered`, also for every petition that was merged into this one.

    Raises `Problem`: forbidden, step-not-possible.
    """
    take_step(session, petition, PetitionAction.APPROVE, process_of(petition), by=by, at=clock())
    petition.answered_at = clock()
    for each in (petition, *merged_into(session, petition)):
        record(session, each, ANSWERED, told_unit(session, each) | {"answer": petition.draft}, clock=clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def forward_petition(
    session: Session, petition: Petition, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Pass it on to the superior body, or note the number and date of the document: `petition_forwarded`.

    Raises `Problem`: forbidden, step-not-possible.
    """
    take_step(session, petition, PetitionAction.FORWARD, process_of(petition), by=by, at=clock())
    petition.forwarded_at = petition.forwarded_at or clock()
    petition.document_number, petition.document_date = data["document_number"], data["document_date"]
    record(session, petition, FORWARDED, data_of(petition), clock=clock)


def note_reply(session: Session, petition: Petition, reply: str, *, by: Identity, clock: Clock) -> None:
    """Keep what the superior body said: `petition_replied`, also for every petition merged into this one.

    Raises `Problem`: forbidden, step-not-possible.
    """
    take_step(session, petition, PetitionAction.NOTE_REPLY, process_of(petition), by=by, at=clock())
    petition.reply = reply
    for each in (petition, *merged_into(session, petition)):
        record(session, each, REPLIED, told_unit(session, each) | {"reply": reply}, clock=clock)


def withdraw_petition(session: Session, petition: Petition, reason: str, *, by: Identity, clock: Clock) -> None:
    """It is no longer asked for. Raises `Problem`: forbidden, step-not-possible."""
    take_step(session, petition, PetitionAction.WITHDRAW, process_of(petition), by=by, at=clock(), reason=reason)
    _announce_update(session, petition, PetitionAction.WITHDRAW, reason, clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def merged_into(session: Session, petition: Petition) -> list[Petition]:
    """The petitions that say the same as this one, locked."""
    same = select(Petition).where(Petition.merged_into == petition.id).order_by(Petition.number)
    return list(session.scalars(same.with_for_update()))


def folded(petition: Petition) -> str:
    """What a search looks in."""
    return without_accents(f"{petition.number} {petition.content} {petition.unit_name}").lower()


def _announce_update(
    session: Session, petition: Petition, action: PetitionAction, reason: str | None, clock: Clock
) -> None:
    record(session, petition, UPDATED, data_of(petition) | {"action": action, "reason": reason}, clock=clock)


def _lists(session: Session, petition: Petition) -> PlanLists:
    return found(plan_lists(session, petition.conference))


def _listed(lists: Mapping[str, Any], code: str | None, what: Text) -> Any:
    try:
        return lists[code or ""]
    except KeyError:
        raise Problem(NOT_IN_THE_PLAN, what=what) from None


def _address(petition: Petition, recipient: Addressee) -> None:
    petition.recipient, petition.recipient_name = recipient.code, recipient.name
    petition.forwarded = recipient.forwarded
    petition.folded = folded(petition)


def _give_to(petition: Petition, lists: PlanLists, code: str) -> None:
    room = _listed(lists.rooms, code, _ROOM)
    petition.room, petition.room_name = room.code, room.name


def _next_number(session: Session, slug: str) -> int:
    """The next number; who asks next waits until this transaction ends."""
    session.execute(select(Plan.conference).where(Plan.conference == slug).with_for_update())
    last = session.scalar(select(func.max(Petition.number)).where(Petition.conference == slug))
    return (last or 0) + 1
