"""The organizer decides about two delegates of one name: the same person, or two."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Delegate, Namesakes
from services.registration.operations.affiliate import add_affiliation
from services.registration.operations.announcing import delegate_data
from services.registration.operations.excuse_delegate import end_delegate
from services.registration.operations.persons import affiliations_of, ordered, units_of
from services.registration.operations.steps import keep_step
from services.registration.parts import Parts
from services.registration.problems import NOT_THE_SAME_PERSON
from services.registration.workflows.delegate import GONE, TAKES_A_PLACE, DelegateAction, DelegateState

MERGE = "merge"
"""The step in both histories."""


def merge_delegates(
    session: Session, one: Delegate, other: Delegate, *, by: Identity, parts: Parts, clock: Clock
) -> Delegate:
    """Make one of two: the guest, else whoever was named first, is kept, with the units of both (`delegate_updated`).

    The other is taken off the list and their pass dies (`delegate_excused`, `pass_revoked`). The kept one has a place
    if either had. Raises `Problem`: not-the-same-person for different names or one who is off the list,
    delegate-is-present when the one who would go is checked in.
    """
    _require_namesakes(one, other)
    kept, gone = sorted((one, other), key=lambda each: (each.invitation_id is None, each.registered_at, each.id))
    had_place = gone.state in TAKES_A_PLACE
    _take_over(session, kept, gone, by=by, clock=clock)
    end_delegate(session, gone, DelegateAction.CANCEL, kept.full_name, by=by, parts=parts, clock=clock, noted_as=MERGE)
    if had_place and kept.state == DelegateState.WAITING:
        kept.state = DelegateState.REGISTERED
    keep_step(session, kept, MERGE, by=by, at=clock(), reason=_where_from(gone))
    record(session, kept, "registration.delegate_updated.v1", delegate_data(session, kept, parts), clock=clock)
    return kept


def tell_apart(session: Session, one: Delegate, other: Delegate, *, by: Identity, clock: Clock) -> None:
    """Two persons of one name: they are no longer shown as possibly the same. Said again, it changes nothing."""
    _require_namesakes(one, other)
    first, second = ordered(one.id, other.id)
    if session.get(Namesakes, (first, second)) is None:
        session.add(
            Namesakes(conference=one.conference, first_id=first, second_id=second, decided_at=clock(), by=by.name)
        )
        session.flush()


def _require_namesakes(one: Delegate, other: Delegate) -> None:
    gone = one.state in GONE or other.state in GONE
    if one.id == other.id or one.search_name != other.search_name or gone:
        raise Problem(NOT_THE_SAME_PERSON)


def _take_over(session: Session, kept: Delegate, gone: Delegate, *, by: Identity, clock: Clock) -> None:
    """Units, and what is not known of the one who is kept."""
    on_list = set(units_of(session, kept))
    said = {affiliation.unit: affiliation for affiliation in affiliations_of(session, gone)}
    for unit in units_of(session, gone):
        if unit not in on_list:
            source = said.get(unit, gone)
            words = {"kind": source.kind, "post": source.post, "email": source.email}
            add_affiliation(session, kept, unit, words, by=by.name, at=clock())
    for affiliation in said.values():
        session.delete(affiliation)
    kept.phone = kept.phone or gone.phone
    session.flush()


def _where_from(gone: Delegate) -> str:
    return f"{gone.full_name} ({gone.id})"


def in_order(one: UUID, other: UUID) -> list[UUID]:
    """The order in which two delegates are locked."""
    return sorted((one, other))
