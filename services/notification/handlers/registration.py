"""What the notification service does on the news of registration.

invitation_issued      prepare the invitation, which waits for its paper; earlier issues are stopped
invitation_updated     correct what is not sent
invitation_withdrawn   stop what is not sent
invitation_answered    stop the reminders to answer
delegate_registered    ask a delegate whom their unit named to confirm
delegate_updated       likewise, if admitted from the waiting list; correct what is not sent;
                       tell the holder of a pass of a seat that is another one than they know
delegate_confirmed     prepare the letter with the pass, which waits for its badge; what came before is stopped
delegate_excused       stop what is not sent
delegate_substituted   stop what is not sent; tell the delegate and the unit's focal point who comes instead

Each of them brings the person's reminders in line with what is asked of them now.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import Delegate, MessageKind
from services.notification.operations import reasons
from services.notification.operations.cancel_messages import cancel_messages
from services.notification.operations.keep_facts import keep_answer, keep_delegate, keep_invitation
from services.notification.operations.readdress_messages import readdress_messages
from services.notification.operations.tell_seat import must_tell_seat
from services.notification.rules import is_asked_to_confirm, is_told_of_substitution


def on_invitation_issued(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """The link of an earlier issue no longer opens, so it must not be sent any more."""
    invitation = keep_invitation(session, event.data, withdrawn=False)
    cancel_messages(session, invitation.id, "issued anew", mailroom.now())
    kind, reason = MessageKind.INVITATION_ISSUED, reasons.of_issue(invitation)
    mailroom.prepare(session, kind, invitation.conference, invitation.id, reason, awaits_paper=True)
    mailroom.remind(session, invitation.conference, [invitation])


def on_invitation_updated(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Follow corrections of an invitation that is out: its words, and whom it goes to."""
    invitation = keep_invitation(session, event.data, withdrawn=False)
    readdress_messages(session, mailroom.composer, invitation.id, mailroom.now())
    mailroom.remind(session, invitation.conference, [invitation])
    mailroom.signal.call_after_commit(session)


def on_invitation_answered(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Who has answered is not reminded. Raises `NotYetKnown` while the invitation has not arrived."""
    invitation = keep_answer(session, event.data)
    mailroom.remind(session, invitation.conference, [invitation])


def on_invitation_withdrawn(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Nobody is invited any more by a letter that has not left."""
    invitation = keep_invitation(session, event.data, withdrawn=True)
    cancel_messages(session, invitation.id, "withdrawn", mailroom.now())


def on_delegate_registered(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """A delegate over the quota hears nothing before they are admitted."""
    delegate = keep_delegate(session, event.data, event.sequence)
    _ask_to_confirm(session, delegate, mailroom)
    mailroom.remind(session, delegate.conference, [delegate])


def on_delegate_updated(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """Follow corrections, and ask one who was just admitted."""
    delegate = keep_delegate(session, event.data, event.sequence)
    readdress_messages(session, mailroom.composer, delegate.id, mailroom.now())
    mailroom.signal.call_after_commit(session)
    _ask_to_confirm(session, delegate, mailroom)
    _tell_seat(session, delegate, mailroom)
    mailroom.remind(session, delegate.conference, [delegate])


def on_delegate_confirmed(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """They need no request to confirm any more, and an earlier pass is dead."""
    delegate = keep_delegate(session, event.data, event.sequence)
    cancel_messages(session, delegate.id, "confirmed", mailroom.now())
    kind, reason = MessageKind.DELEGATE_CONFIRMED, reasons.of_pass(event.data["pass"]["pass_id"])
    mailroom.prepare(session, kind, delegate.conference, delegate.id, reason, awaits_paper=True)
    mailroom.remind(session, delegate.conference, [delegate])


def on_delegate_excused(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """They will not come, or were taken off the list."""
    delegate = keep_delegate(session, event.data, event.sequence)
    cancel_messages(session, delegate.id, delegate.state, mailroom.now())


def on_delegate_substituted(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """The substitute hears of it by the letter with their pass (delegate_confirmed)."""
    delegate = keep_delegate(session, event.data, event.sequence)
    cancel_messages(session, delegate.id, delegate.state, mailroom.now())
    for kind, reason, email in (
        (MessageKind.DELEGATE_SUBSTITUTED, reasons.of_substitution(delegate), delegate.email),
        (MessageKind.SUBSTITUTION_REPORTED, reasons.of_reported_substitution(delegate), delegate.focal_point_email),
    ):
        if is_told_of_substitution(email):
            mailroom.prepare(session, kind, delegate.conference, delegate.id, reason, awaits_paper=False)


def _tell_seat(session: Session, delegate: Delegate, mailroom: Mailroom) -> None:
    """The letter waits for the badge, which is rendered anew by the same news."""
    if must_tell_seat(session, delegate, mailroom.now()):
        kind, reason = MessageKind.SEAT_CHANGED, reasons.of_seat(delegate)
        mailroom.prepare(session, kind, delegate.conference, delegate.id, reason, awaits_paper=True)


def _ask_to_confirm(session: Session, delegate: Delegate, mailroom: Mailroom) -> None:
    if is_asked_to_confirm(delegate.state, delegate.unit):
        kind, reason = MessageKind.DELEGATE_REGISTERED, reasons.of_registration(delegate)
        mailroom.prepare(session, kind, delegate.conference, delegate.id, reason, awaits_paper=False)
