"""A real SMTP server that takes everything and counts how often each message arrived."""

from __future__ import annotations

from collections import Counter
from email.parser import BytesHeaderParser
from typing import cast
from uuid import UUID

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from chassis.servers.processes import LOOPBACK, free_port
from chassis.testing.messaging import PATIENCE


class MailSink:
    """`arrived` counts contents by the id of the message, which is the left half of its Message-ID."""

    def __init__(self) -> None:
        self.arrived: Counter[UUID] = Counter()
        self._port = free_port()
        self._controller = Controller(self, hostname=LOOPBACK, port=self._port, ready_timeout=PATIENCE)

    @property
    def url(self) -> str:
        """For the setting SMTP_URL."""
        return f"smtp://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Count it."""
        headers = BytesHeaderParser().parsebytes(cast(bytes, envelope.content))
        self.arrived[UUID(str(headers["Message-ID"]).strip("<>").partition("@")[0])] += 1
        return "250 taken"
