"""What the documents service does on the news of registration.

invitation_issued                          keep it, render the giấy mời   → document_rendered
invitation_updated                         likewise, correct the giấy mời   → document_rendered
invitation_withdrawn, invitation_answered  keep it
delegate_registered, delegate_excused,
delegate_substituted                       keep them
delegate_updated                           keep them, correct the badge of one who holds a pass
delegate_confirmed                         keep them, render the badge    → document_rendered
pass_revoked                               the pass is printed no more
attendance_recorded, attendance_undone     keep who came in, for lists and the chair's report
commendation_changed, commendation_removed keep the order of call
seating_published                          keep who sits where, for the printed plan
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.envelope import Event
from services.documents.operations.keep_attendance import keep_attendance
from services.documents.operations.keep_commendation import keep_commendation
from services.documents.operations.keep_delegate import give_pass, keep_delegate, revoke_pass
from services.documents.operations.keep_invitation import keep_answer, keep_invitation
from services.documents.operations.keep_seating import keep_seating
from services.documents.operations.render_badge import render_badge_paper
from services.documents.operations.render_invitation import render_invitation_paper
from services.documents.press import Press


def on_invitation_issued(session: Session, event: Event, *, press: Press, clock: Clock) -> None:
    """Render the paper of this issue; it bears the date of the issue, however late it is rendered."""
    keep_invitation(session, event.data, "issued", issued_at=event.time)
    render_invitation_paper(session, event.data, event.time, press, clock)


def on_invitation_updated(session: Session, event: Event, *, press: Press, clock: Clock) -> None:
    """Put right what is wrong on the paper of this issue."""
    issued_at = event.data["issued_at"] or event.time
    keep_invitation(session, event.data, "issued", issued_at=issued_at)
    render_invitation_paper(session, event.data, issued_at, press, clock)


def on_invitation_withdrawn(session: Session, event: Event) -> None:
    """Keep that it was taken back."""
    keep_invitation(session, event.data, "withdrawn")


def on_invitation_answered(session: Session, event: Event) -> None:
    """Keep the answer: the unit's place in the plan is now worked on."""
    keep_answer(session, event.data)


def on_delegate_changed(session: Session, event: Event, *, press: Press, clock: Clock) -> None:
    """Keep a delegate who was named, updated, excused or substituted; what is wrong on their badge is put right."""
    delegate = keep_delegate(session, event.data)
    if delegate.pass_id is not None:
        render_badge_paper(session, delegate, press, clock, sequence=event.sequence)


def on_delegate_confirmed(session: Session, event: Event, *, press: Press, clock: Clock) -> None:
    """Render the badge with the pass, unless the pass died before this news came."""
    delegate = keep_delegate(session, event.data)
    give_pass(session, delegate, event.data["pass"])
    if delegate.pass_id is not None:
        render_badge_paper(session, delegate, press, clock, sequence=event.sequence)


def on_pass_revoked(session: Session, event: Event) -> None:
    """Print the pass no more."""
    revoke_pass(session, event.conference, event.data["pass_id"], event.time)


def on_attendance_recorded(session: Session, event: Event) -> None:
    """Keep when the delegate came in."""
    keep_attendance(session, event.data, event.sequence, undone_at=None)


def on_attendance_undone(session: Session, event: Event) -> None:
    """Keep that they did, and until when that counted."""
    keep_attendance(session, event.data, event.sequence, undone_at=event.time)


def on_commendation_changed(session: Session, event: Event) -> None:
    """Keep it as it now is."""
    keep_commendation(session, event.data, event.sequence, removed=False)


def on_commendation_removed(session: Session, event: Event) -> None:
    """Keep that it is gone."""
    keep_commendation(session, event.data, event.sequence, removed=True)


def on_seating_published(session: Session, event: Event) -> None:
    """Keep the hall and its seats; badges follow by the news of each delegate."""
    keep_seating(session, event.data)
