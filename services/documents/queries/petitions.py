"""Petitions as their readers see them: a unit its own, a room those of its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.vietnamese import without_accents
from chassis.web.resource import found
from services.documents import rules
from services.documents.models import Petition, Step
from services.documents.queries.history import history_of
from services.documents.workflows.petition import IN_THE_ROOM, OPEN, PetitionAction, PetitionState, workflow_of

SORTABLE = {
    "number": Petition.number,
    "unit_name": Petition.unit_name,
    "recipient_name": Petition.recipient_name,
    "room_name": Petition.room_name,
    "state": Petition.state,
    "received_at": Petition.received_at,
}
STILL_OPEN = "open"
"""As a filter of states: all in which something is to be done here."""
_TOLD_TO_UNITS = frozenset(
    {
        "receive",
        PetitionAction.CORRECT.value,
        PetitionAction.ASSIGN.value,
        PetitionAction.APPROVE.value,
        PetitionAction.FORWARD.value,
        PetitionAction.NOTE_REPLY.value,
        PetitionAction.MERGE.value,
        PetitionAction.WITHDRAW.value,
    }
)


def petitions(slug: str, identity: Identity, filters: Mapping[str, Any]) -> Select[Petition]:
    """Those that the reader may know of. Filters: `recipient`, `room`, `unit`, `state` (or `open`), `q` (words)."""
    here = Petition
    statement = select(here).where(here.conference == slug)
    if identity.role == Role.UNIT:
        statement = statement.where(here.unit == identity.unit)
    elif rules.limited_to_own_field(identity):
        statement = statement.where(here.room == identity.unit)
    for name in ("recipient", "room", "unit"):
        if filters[name] is not None:
            statement = statement.where(getattr(here, name) == filters[name])
    if filters["state"] is not None:
        statement = statement.where(here.state.in_(_states(filters["state"], identity)))
    for word in without_accents((filters["q"] or "").replace("\0", " ")).lower().split():
        statement = statement.where(here.folded.contains(word, autoescape=True))
    return statement


def petitions_to_print(
    session: Session, slug: str, identity: Identity, filters: Mapping[str, Any]
) -> Sequence[Petition]:
    """The chosen ones by recipient, superior bodies first, then by number."""
    here = Petition
    by_recipient = petitions(slug, identity, filters).order_by(here.forwarded.desc(), here.recipient_name, here.number)
    return session.scalars(by_recipient).all()


def petition_of(session: Session, slug: str, petition_id: UUID, identity: Identity, *, lock: bool = False) -> Petition:
    """One of them. Raises `Problem` not-found, also for what the reader may not know of."""
    petition = found(session.get(Petition, petition_id, with_for_update=lock or None))
    known = petition.conference == slug and rules.sees_petition(identity, petition.unit, petition.room)
    return found(petition if known else None)


def petition_views(session: Session, petitions_shown: Sequence[Petition], identity: Identity) -> list[dict[str, Any]]:
    """What the reader sees of them; a merged one shows what became of the other. Two queries, however many."""
    ids = {each.merged_into for each in petitions_shown} - {None}
    targets = {each.id: each for each in session.scalars(select(Petition).where(Petition.id.in_(ids)))}
    return [
        _view(each, targets.get(each.merged_into) if each.merged_into else None, identity) for each in petitions_shown
    ]


def petition_view(session: Session, petition: Petition, identity: Identity) -> dict[str, Any]:
    """One of them with its history, and the others that were merged into it."""
    same = select(Petition).where(Petition.merged_into == petition.id).order_by(Petition.number)
    others = session.scalars(same).all() if rules.sees_drafts(identity) else []
    return petition_views(session, [petition], identity)[0] | {
        "history": _history(session, petition, identity),
        "merged": [_reference(each) for each in others],
    }


def _states(state: str, identity: Identity) -> Sequence[PetitionState]:
    if state == STILL_OPEN:
        return (*OPEN, PetitionState.FORWARDED) if identity.role == Role.UNIT else OPEN
    if not rules.sees_drafts(identity):
        return {PetitionState.ASSIGNED: IN_THE_ROOM, PetitionState.DRAFTED: (), PetitionState.RETURNED: ()}.get(
            PetitionState(state), (PetitionState(state),)
        )
    return (PetitionState(state),)


def _view(petition: Petition, target: Petition | None, identity: Identity) -> dict[str, Any]:
    open_to_house = rules.sees_drafts(identity)
    state = petition.state
    spoken_of = target or petition
    return {
        "id": petition.id,
        "number": petition.number,
        "unit": petition.unit,
        "unit_name": petition.unit_name,
        "content": petition.content,
        "recipient": petition.recipient,
        "recipient_name": petition.recipient_name,
        "forwarded": petition.forwarded,
        "room": petition.room,
        "room_name": petition.room_name,
        "state": PetitionState.ASSIGNED if state in IN_THE_ROOM and not open_to_house else state,
        "draft": petition.draft if open_to_house else None,
        "answer": spoken_of.draft if spoken_of.state == PetitionState.ANSWERED else None,
        "reply": spoken_of.reply,
        "document_number": spoken_of.document_number,
        "document_date": spoken_of.document_date,
        "merged_into": _reference(target) if target is not None and open_to_house else None,
        "received_at": petition.received_at,
        "answered_at": spoken_of.answered_at,
        "forwarded_at": spoken_of.forwarded_at,
        "version": petition.version,
        "actions": workflow_of(forwarded=petition.forwarded).actions(state, identity.role),
    }


def _other(petition: Petition, targets: Mapping[UUID, Petition]) -> Petition | None:
    return None if petition.merged_into is None else targets[petition.merged_into]


def _reference(petition: Petition) -> dict[str, Any]:
    return {"id": petition.id, "number": petition.number, "unit_name": petition.unit_name}


def _history(session: Session, petition: Petition, identity: Identity) -> Sequence[Step] | list[dict[str, Any]]:
    """All of it in the house; of what is done there among themselves a unit hears neither the step nor the reason."""
    steps = history_of(session, petition.id)
    if rules.sees_drafts(identity):
        return steps
    return [
        {
            "action": step.action,
            "state": step.state,
            "by": step.by,
            "role": step.role,
            "at": step.at,
            "reason": step.reason if step.role == Role.UNIT else None,
        }
        for step in steps
        if step.action in _TOLD_TO_UNITS
    ]
