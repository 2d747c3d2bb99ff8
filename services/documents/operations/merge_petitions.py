"""Merges petitions that say the same: one is dealt with, and the units of all are told."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.documents.models import Petition
from services.documents.operations.petition_news import ANSWERED, REPLIED, UPDATED, petition_data, told_unit
from services.documents.operations.petitions import merged_into, process_of
from services.documents.operations.room_petitions import settle_rooms
from services.documents.operations.steps import take_step
from services.documents.problems import MERGE_NOT_POSSIBLE
from services.documents.workflows.petition import PetitionAction, PetitionState

_NO_TARGET = (PetitionState.MERGED, PetitionState.WITHDRAWN)


def merge_petition(session: Session, petition: Petition, into: UUID, *, by: Identity, clock: Clock) -> None:
    """Merge it, and whatever was merged into it, into another one; what that one was answered is told at once.

    Raises `Problem`: merge-not-possible, forbidden, step-not-possible.
    """
    target = session.get(Petition, into, with_for_update=True)
    if target is None or not _may_take_in(target, petition):
        raise Problem(MERGE_NOT_POSSIBLE)
    followers = merged_into(session, petition)
    take_step(session, petition, PetitionAction.MERGE, process_of(petition), by=by, at=clock())
    for each in (petition, *followers):
        each.merged_into = target.id
        record(session, each, UPDATED, petition_data(each) | {"action": "merge", "reason": None}, clock=clock)
        _tell_what_is_known(session, each, target, clock)
    settle_rooms(session, petition.conference, [petition.room], clock)


def _may_take_in(target: Petition, petition: Petition) -> bool:
    return (
        target.conference == petition.conference
        and target.id != petition.id
        and target.recipient == petition.recipient
        and target.state not in _NO_TARGET
    )


def _tell_what_is_known(session: Session, petition: Petition, target: Petition, clock: Clock) -> None:
    if target.state == PetitionState.ANSWERED:
        record(session, petition, ANSWERED, told_unit(session, petition) | {"answer": target.draft}, clock=clock)
    elif target.state == PetitionState.REPLIED:
        record(session, petition, REPLIED, told_unit(session, petition) | {"reply": target.reply}, clock=clock)
