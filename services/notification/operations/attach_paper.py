"""Finishes a message with the paper that it awaits."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.notification.composing.composer import Composer
from services.notification.composing.letter import Enclosure
from services.notification.models import Delegate, Message, MessageKind
from services.notification.operations.cancel_messages import STOPPED_AT_ONCE
from services.notification.operations.compose_letter import NotYetKnown, compose_letter
from services.notification.operations.message_steps import enclose, release, replace_enclosures, write_letter
from services.notification.operations.prepare_message import message_for
from services.notification.operations.tell_seat import unsent_letters
from services.notification.workflows.message import MessageState


class DamagedPaper(ValueError):
    """The file does not have the checksum that was announced with it."""


def attach_paper(session: Session, composer: Composer, data: dict[str, Any], now: datetime) -> Message | None:
    """Attach the file of documents.document_rendered to its message and let it go.

    A message that has its paper and has not left takes the corrected one. None when nothing became ready to go: also
    for one that was sent or cancelled. The letter of one that waited is written anew, with what became known meanwhile.
    The badge of somebody who has their pass goes with the letter about another seat.
    Raises `NotYetKnown` when there is no message yet, `DamagedPaper` for a broken file.
    """
    message = message_for(session, data["conference"], data["reason"])
    if message is None:
        raise NotYetKnown(f"no message for {data['reason']} yet")
    if message.state is not MessageState.WAITING:
        # It has left, or is on its way at this very moment: the letter about another seat waits for the badge as well.
        if message.state in STOPPED_AT_ONCE:
            replace_enclosures(message, [_file(data)])
        message = _letter_about_seat(session, data)
        if message is None:
            return None
        if message.state is not MessageState.WAITING:
            replace_enclosures(message, [_file(data)])
            return None
    letter = compose_letter(session, composer, message.kind, message.conference, message.about, now)
    write_letter(message, letter)
    enclose(session, message, (_file(data), *letter.enclosures))
    release(message, now)
    return message


def _letter_about_seat(session: Session, data: dict[str, Any]) -> Message | None:
    """The letter that waits for a badge with the present seat.

    Raises `NotYetKnown` for a badge that follows news of the delegate which have not arrived here; one that follows
    older news than those which brought the seat shows another seat, and the right one is still to come.
    """
    follows, delegate = data["about_sequence"], session.get(Delegate, data["about"])
    if follows is None or delegate is None:
        return None
    if follows > delegate.sequence:
        raise NotYetKnown(f"news {follows} of delegate {delegate.id} has not arrived")
    if follows < delegate.seat_sequence:
        return None
    letters = unsent_letters(session, delegate)
    return next((each for each in letters if each.kind is MessageKind.SEAT_CHANGED), None)


def _file(data: dict[str, Any]) -> Enclosure:
    content = base64.b64decode(data["content"], validate=True)
    if hashlib.sha256(content).hexdigest() != data["sha256"]:
        raise DamagedPaper(data["reason"])
    return Enclosure(data["filename"], data["media_type"], content)
