"""Whether a department room has done what it owes of petitions: its obligation stands as its petitions do."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.documents.models import Petition
from services.documents.operations.obligations import fulfil_obligation
from services.documents.workflows.petition import PetitionState
from services.documents.workflows.submission import SubmissionState

KIND = "petitions"
_NO_WORK = (PetitionState.MERGED, PetitionState.WITHDRAWN)
_TO_DRAFT = (PetitionState.ASSIGNED, PetitionState.RETURNED)


def settle_rooms(session: Session, slug: str, rooms: Iterable[str | None], clock: Clock) -> None:
    """Let the obligations of these rooms stand as their petitions do; a room that owes none is passed over."""
    session.flush()
    for room in sorted({room for room in rooms if room is not None}):
        fulfil_obligation(session, slug, KIND, room, _stands(session, slug, room), clock=clock)


def _stands(session: Session, slug: str, room: str) -> SubmissionState:
    """Come once every answer is drafted, complete once all are approved. What goes upward needs no answer."""
    here = Petition
    statement = select(here.state, here.forwarded).where(
        here.conference == slug, here.room == room, here.state.not_in(_NO_WORK)
    )
    petitions = session.execute(statement).all()
    to_answer = [each.state for each in petitions if not each.forwarded]
    if not petitions or any(state in _TO_DRAFT for state in to_answer):
        return SubmissionState.AWAITED
    drafted = any(state == PetitionState.DRAFTED for state in to_answer)
    return SubmissionState.RECEIVED if drafted else SubmissionState.ACCEPTED
