"""What every reaction needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.models import Conference, Message, MessageKind, Remindable
from services.notification.operations.compose_letter import compose_letter
from services.notification.operations.keep_reminders import keep_reminders
from services.notification.operations.prepare_message import message_for, prepare_message
from services.notification.sending.signal import SenderSignal


@dataclass(frozen=True)
class Mailroom:
    """Writes letters and wakes the sender. `channel` is where messages will leave by, `texts`: else by phone."""

    composer: Composer
    signal: SenderSignal
    channel: str
    clock: Clock
    texts: bool = False

    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def remind(self, session: Session, slug: str, people: Sequence[Remindable]) -> None:
        """Bring the reminders of these people in line with the plan; it does the same for all when it arrives."""
        conference = session.get(Conference, slug)
        if conference is None or not people:
            return
        made = keep_reminders(session, self.composer, conference, people, self.now(), by_phone=self.texts)
        for reminder in made:
            self.prepare(
                session,
                reminder.kind,
                slug,
                reminder.about,
                reminder.reason,
                awaits_paper=False,
                due=reminder.due,
            )

    def prepare(
        self,
        session: Session,
        kind: MessageKind,
        conference: str,
        about: UUID,
        reason: str,
        *,
        awaits_paper: bool,
        due: datetime | None = None,
    ) -> Message | None:
        """Prepare the message for a reason, once; the sender is woken when it is committed, `due` is when it goes."""
        if message_for(session, conference, reason) is not None:
            return None
        letter = compose_letter(session, self.composer, kind, conference, about, self.now())
        return self._prepared(session, kind, conference, about, reason, letter, awaits_paper=awaits_paper, due=due)

    def send(
        self, session: Session, kind: MessageKind, conference: str, about: UUID, reason: str, letter: Letter
    ) -> Message | None:
        """Send a letter of something that happened, once for its reason; whoever has no address is shown as such."""
        if message_for(session, conference, reason) is not None:
            return None
        return self._prepared(session, kind, conference, about, reason, letter, awaits_paper=False)

    def _prepared(
        self,
        session: Session,
        kind: MessageKind,
        conference: str,
        about: UUID,
        reason: str,
        letter: Letter,
        *,
        awaits_paper: bool,
        due: datetime | None = None,
    ) -> Message:
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
            now=self.now(),
            due=due,
        )
