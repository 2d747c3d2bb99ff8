"""A unit or guest answers the invitation."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Answer, Delegate, DelegateKind, Invitation
from services.registration.names import folded, name_order
from services.registration.operations.affiliate import AFFILIATE, add_affiliation
from services.registration.operations.announcing import delegate_data
from services.registration.operations.confirm_delegate import confirm_delegate
from services.registration.operations.excuse_delegate import excuse_delegate
from services.registration.operations.persons import lock_persons, same_person
from services.registration.operations.quota import require_no_delegates
from services.registration.operations.steps import keep_registration, keep_step, step_invitation
from services.registration.operations.substitute_delegate import require_own_place
from services.registration.parts import Parts
from services.registration.problems import ATTENDING_OUT_OF_RANGE
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateState
from services.registration.workflows.invitation import InvitationAction, InvitationState


@dataclass(frozen=True)
class GivenAnswer:
    """What the invitee says. `attending` is how many people a unit sends; None means all of its quota."""

    answer: Answer
    attending: int | None = None
    reason: str | None = None


def answer_invitation(
    session: Session, invitation: Invitation, given: GivenAnswer, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """Keep the answer, which replaces an earlier one: `invitation_answered`; the same answer again changes nothing.

    A guest who attends becomes a confirmed delegate with a pass at once (`delegate_confirmed`); one who then declines
    is excused. Raises `Problem` attending-out-of-range, unit-has-delegates when a unit with delegates declines, and
    place-handed-over when the guest has let somebody else come.
    """
    now = clock()
    attending = _attending(invitation, given)
    reason = given.reason if given.answer == Answer.DECLINES else None
    kept = (invitation.state, invitation.answer, invitation.attending, invitation.reason)
    if kept == (InvitationState.ANSWERED, given.answer, attending, reason):
        return
    step_invitation(session, invitation, InvitationAction.ANSWER, by=by, at=now, reason=reason)
    invitation.answer, invitation.attending = given.answer, attending
    invitation.reason, invitation.answered_at = reason, now
    if given.answer == Answer.DECLINES:
        require_no_delegates(session, invitation)
    record(session, invitation, "registration.invitation_answered.v1", _answer_data(invitation), clock=clock)
    if invitation.unit is None:
        _follow_guest(session, invitation, by=by, parts=parts, clock=clock)


def _attending(invitation: Invitation, given: GivenAnswer) -> int:
    if given.answer == Answer.DECLINES:
        return 0
    attending = invitation.quota if given.attending is None else given.attending
    if not 1 <= attending <= invitation.quota:
        raise Problem(ATTENDING_OUT_OF_RANGE, quota=invitation.quota)
    return attending


def _answer_data(invitation: Invitation) -> dict[str, object]:
    return {
        "conference": invitation.conference,
        "invitation_id": invitation.id,
        "invitee_kind": invitation.invitee_kind.value,
        "invitee_code": invitation.invitee_code,
        "invitee_name": invitation.invitee_name,
        "answer": None if invitation.answer is None else invitation.answer.value,
        "attending": invitation.attending,
        "reason": invitation.reason,
        "answered_at": invitation.answered_at,
    }


def _follow_guest(session: Session, invitation: Invitation, *, by: Identity, parts: Parts, clock: Clock) -> None:
    guest = session.scalar(
        select(Delegate).where(Delegate.invitation_id == invitation.id).with_for_update(key_share=True)
    )
    if guest is not None:
        require_own_place(session, guest)
    if invitation.answer == Answer.ATTENDS:
        guest = (
            guest
            or _guest_on_a_list(session, invitation, by=by, parts=parts, clock=clock)
            or _new_guest(session, invitation, by=by, clock=clock)
        )
        if guest.state != DelegateState.CONFIRMED:
            confirm_delegate(session, guest, by=by, parts=parts, clock=clock)
    elif guest is not None and guest.state in TAKES_A_PLACE:
        excuse_delegate(session, guest, invitation.reason, by=by, parts=parts, clock=clock)


def _guest_on_a_list(
    session: Session, invitation: Invitation, *, by: Identity, parts: Parts, clock: Clock
) -> Delegate | None:
    """A delegate of a unit who is invited by name, too, becomes the guest: same seat and pass, one more affiliation."""
    search_name = folded(invitation.invitee_name)
    lock_persons(session, invitation.conference, [search_name])
    person = same_person(session, invitation.conference, search_name, invitation.recipient_phone)
    if person is None or person.unit is None:
        return None
    said = {"kind": person.kind, "post": person.post, "email": person.email}
    add_affiliation(session, person, person.unit, said, by=by.name, at=person.registered_at)
    person.unit, person.invitation_id = None, invitation.id
    person.category, person.post = invitation.category, invitation.invitee_post or person.post
    if person.state == DelegateState.WAITING:
        person.state = DelegateState.REGISTERED
    keep_step(session, person, AFFILIATE, by=by, at=clock())
    record(session, person, "registration.delegate_updated.v1", delegate_data(session, person, parts), clock=clock)
    return person


def _new_guest(session: Session, invitation: Invitation, *, by: Identity, clock: Clock) -> Delegate:
    now = clock()
    guest = Delegate(
        conference=invitation.conference,
        kind=DelegateKind.DELEGATE,
        full_name=invitation.invitee_name,
        search_name=folded(invitation.invitee_name),
        sort_name=name_order(invitation.invitee_name),
        post=invitation.invitee_post,
        email=invitation.recipient_email,
        phone=invitation.recipient_phone,
        category=invitation.category,
        unit=None,
        invitation_id=invitation.id,
        state=DelegateState.REGISTERED,
        registered_at=now,
    )
    session.add(guest)
    session.flush()
    keep_registration(session, guest, by=by, at=now)
    return guest
