"""What every reaction needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.notification.composing.composer import Composer
from services.notification.models import Message, MessageKind
from services.notification.operations.compose_letter import compose_letter
from services.notification.operations.prepare_message import message_for, prepare_message
from services.notification.sending.signal import SenderSignal


@dataclass(frozen=True)
class Mailroom:
    """Writes letters and wakes the sender. `channel` is where messages will leave by."""

    composer: Composer
    signal: SenderSignal
    channel: str
    clock: Clock

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def prepare(
        self, session: Session, kind: MessageKind, conference: str, about: UUID, reason: str, *, awaits_paper: bool
    ) -> Message | None:
        """Prepare the message for a reason, once; the sender is woken when it is committed."""
        if message_for(session, conference, reason) is not None:
            return None
        now = self.now()
        letter = compose_letter(session, self.composer, kind, conference, about, now)
        self.signal.call_after_commit(session)
        return prepare_message(
            session,
            kind,
            conference,
            about,
            reason,
            letter,
            channel=self.channel,
            awaits_paper=awaits_paper,
            now=now,
        )
