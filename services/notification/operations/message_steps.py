"""The steps of a message that the system takes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from chassis.vietnamese import without_accents
from services.notification.composing.letter import Enclosure, Letter
from services.notification.models import Attachment, Message
from services.notification.workflows.message import MESSAGE_WORKFLOW, MessageAction


def step(message: Message, action: MessageAction) -> None:
    """Take a step of the table. Raises `TransitionRefused` for one that is not in it."""
    message.state = MESSAGE_WORKFLOW.next(message.state, action, None)


def write_letter(message: Message, letter: Letter) -> None:
    """Put the words of a letter, and whom it goes to, into the message."""
    message.recipient_name = letter.recipient_name
    message.recipient_email = letter.recipient_email
    message.recipient_phone = letter.recipient_phone
    message.subject = letter.subject
    message.text = letter.text
    message.html = letter.html
    message.short = letter.short
    message.seat = letter.seat
    message.search = folded(f"{letter.recipient_name} {letter.recipient_email or ''} {letter.subject} {letter.text}")


def folded(text: str) -> str:
    """Text as it is searched: without accents and capitals."""
    return without_accents(text).lower()


def enclose(session: Session, message: Message, enclosures: Iterable[Enclosure]) -> None:
    """Give the message its files, in this order."""
    for index, enclosure in enumerate(enclosures):
        attachment = Attachment(
            message_id=message.id,
            index=index,
            conference=message.conference,
            filename=enclosure.filename,
            media_type=enclosure.media_type,
            size=len(enclosure.content),
            content=enclosure.content,
        )
        session.add(attachment)


def replace_enclosures(message: Message, enclosures: Iterable[Enclosure]) -> None:
    """Put these files in the place of those of their kind; a message that has none yet gets none."""
    held = {attachment.media_type: attachment for attachment in message.attachments}
    for enclosure in enclosures:
        attachment = held.get(enclosure.media_type)
        if attachment is not None:
            attachment.filename, attachment.content = enclosure.filename, enclosure.content
            attachment.size = len(enclosure.content)


def release(message: Message, at: datetime) -> None:
    """A finished message may go from that moment on.

    When nobody knows an e-mail address it is set aside for the office, or from that moment on for another channel.
    """
    message.next_attempt_at = at
    if message.recipient_email is None:
        step(message, MessageAction.LACK_ADDRESS)
        return
    step(message, MessageAction.QUEUE)
