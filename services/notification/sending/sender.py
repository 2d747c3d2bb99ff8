"""The loop that sends.

    claim ─commit─▶ talk to the server ─▶ content_starts ─commit─▶ content ─▶ settle ─commit─▶ next

Between the commits no transaction is open: a slow server holds no row.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from email.headerregistry import Address

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from services.notification.models import Conference, Message
from services.notification.operations.claim_message import claim_message, due_messages, start_content
from services.notification.operations.fall_back import fall_back, turned_back
from services.notification.operations.settle_attempt import recover_messages, settle_attempt
from services.notification.sending.mail import UnusableAddress, address_of, build_mail
from services.notification.sending.seat import SeatTaken, sender_seat
from services.notification.sending.signal import SenderSignal
from services.notification.sending.text_gateway import TextGateway, international
from services.notification.sending.transport import Parcel, TextParcel, Transport
from services.notification.workflows.attempt import Report, Verdict

logger = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
UNREACHABLE_SECONDS = 10.0
"""The longest pause after a server could not be reached; other messages would meet the same."""
SETTLE_PAUSES = (0.1, 0.3, 1.0, 3.0, 5.0, 5.0, 5.0, 5.0)
"""How long to wait, again and again, for a database that is away when a try has ended."""


class Sender:
    """Sends what is due, one after the other. `delays` are the rests between tries; after the last, it has failed.

    `texts` are the gateways that take what no e-mail takes.
    """

    def __init__(
        self,
        database: Database,
        transport: Transport,
        sender: Address,
        delays: Sequence[timedelta],
        signal: SenderSignal,
        *,
        texts: Sequence[TextGateway] = (),
        clock: Clock = system_clock,
    ) -> None:
        self._database = database
        self._transport = transport
        self._sender = sender
        self._delays = delays
        self._signal = signal
        self._texts = {each.channel: each for each in texts}
        self._clock = clock

    def run(self, stop: threading.Event) -> None:
        """Send until `stop` is set. While another sender serves the database, wait to take its place."""
        while not stop.is_set():
            try:
                with sender_seat(self._database) as still_held:
                    self.recover()
                    while not stop.is_set():
                        still_held()
                        self._send_or_wait(stop)
            except SeatTaken:
                stop.wait(POLL_SECONDS)
            finally:
                self.close()

    def recover(self) -> None:
        """Settle what an earlier sender left in the middle of a try."""
        with self._database.write() as session:
            found = recover_messages(session, self._delays, self._clock)
        if found:
            logger.warning("messages were found in the middle of a try", messages=found)

    def send_next(self) -> Report | None:
        """Try the next due message once; None when nothing is due."""
        self._fall_back()
        with self._database.read() as session:
            if session.scalar(due_messages(self._clock()).with_only_columns(Message.id).limit(1)) is None:
                return None
        parcel = self._claim()
        if parcel is None:
            return None
        report = parcel if isinstance(parcel, Report) else self._deliver(parcel)
        logger.info("message tried", verdict=report.verdict.value)
        return report

    def close(self) -> None:
        """Give the connection to the mail server back."""
        self._transport.close()

    def _send_or_wait(self, stop: threading.Event) -> None:
        report = self.send_next()
        if report is None:
            self._transport.rest()
            self._signal.wait(POLL_SECONDS)
        elif report.unreachable:
            pause = self._delays[0].total_seconds() if self._delays else POLL_SECONDS
            stop.wait(min(pause, UNREACHABLE_SECONDS))

    def _fall_back(self) -> None:
        """Hand on what no e-mail takes."""
        if not self._texts:
            return
        with self._database.read() as session:
            if session.scalar(turned_back(self._texts, self._clock()).with_only_columns(Message.id).limit(1)) is None:
                return
        with self._database.write() as session:
            fall_back(session, self._texts, self._clock())

    def _claim(self) -> Parcel | TextParcel | Report | None:
        """The next try; a report at once when the message cannot be written as a mail at all."""
        now = self._clock()
        with self._database.write() as session:
            message = claim_message(session, now)
            if message is None:
                return None
            if message.channel not in self._texts:
                message.channel = self._transport.channel
            parcel = self._written(session, message)
            if isinstance(parcel, Report):
                session.flush()
                settle_attempt(session, message.id, message.attempts, parcel, self._delays, self._clock)
            return parcel

    def _written(self, session: Session, message: Message) -> Parcel | TextParcel | Report:
        try:
            if message.channel in self._texts:
                return TextParcel(
                    message.id,
                    message.attempts,
                    message.channel,
                    international(message.recipient_phone or ""),
                    message.short,
                )
            return self._parcel(session, message)
        except UnusableAddress as error:
            return Report(Verdict.REFUSED, str(error))
        except Exception as error:
            # Whatever is wrong with this one, it must not hold back the others.
            logger.exception("a message cannot be written as a mail", message=str(message.id))
            return Report(Verdict.REFUSED, f"it cannot be written as a mail: {type(error).__name__}")

    def _parcel(self, session: Session, message: Message) -> Parcel:
        conference = session.get_one(Conference, message.conference)
        sender = self._sender
        if not sender.display_name:
            sender = Address(display_name=conference.host_in_full, addr_spec=sender.addr_spec)
        mail = build_mail(message, sender, conference.contact_email, self._clock())
        recipient = address_of(message.recipient_email or "").addr_spec
        return Parcel(message.id, message.attempts, sender.addr_spec, recipient, mail)

    def _deliver(self, parcel: Parcel | TextParcel) -> Report:
        report = self._handed_over(parcel)
        for pause in SETTLE_PAUSES:
            try:
                self._settle(parcel, report)
            except OperationalError:
                # The database is restarting. What the server answered must not be lost to that.
                logger.warning("the database is away; the outcome of a try is kept in mind", pause=pause)
                time.sleep(pause)
            else:
                return report
        self._settle(parcel, report)
        return report

    def _handed_over(self, parcel: Parcel | TextParcel) -> Report:
        if isinstance(parcel, TextParcel):
            return self._texts[parcel.channel].deliver(parcel, lambda: self._content_starts(parcel))
        return self._transport.deliver(parcel, lambda: self._content_starts(parcel))

    def _settle(self, parcel: Parcel | TextParcel, report: Report) -> None:
        with self._database.write() as session:
            settle_attempt(session, parcel.message_id, parcel.attempt, report, self._delays, self._clock)

    def _content_starts(self, parcel: Parcel | TextParcel) -> bool:
        with self._database.write() as session:
            return start_content(session, parcel.message_id, parcel.attempt, self._clock())
