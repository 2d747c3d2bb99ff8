"""A real SMTP server that does as it is told, and fails the test in which a mail arrives that nobody expected."""

from __future__ import annotations

import asyncio
import email
import ssl
import threading
from collections import defaultdict, deque
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from chassis.servers.processes import LOOPBACK, free_port
from chassis.testing.messaging import PATIENCE, wait_for

DROP = "drop the connection"


class Hold:
    """A command at which the server stops: `reached` is set when a client has come so far."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.released = threading.Event()


class MailServer:
    """Answers are scripted per command (MAIL, RCPT, CONTENT); without a script everything is taken."""

    def __init__(self, *, login: tuple[str, str] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.port = free_port()
        self.connections = 0
        self.commands: list[str] = []
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self._login = login
        self._tls = tls
        self._script: dict[str, deque[str | Hold]] = defaultdict(deque)
        self._holds: list[Hold] = []
        self._expected = 0
        self._controller: Controller | None = None
        self._clients: list[asyncio.Transport] = []

    @property
    def url(self) -> str:
        """For the setting SMTP_URL."""
        return f"smtp://{LOOPBACK}:{self.port}"

    def start(self) -> MailServer:
        """Listen; after `stop` on the same port again."""
        options: dict[str, Any] = {"hostname": LOOPBACK, "port": self.port, "ready_timeout": PATIENCE}
        if self._login is not None:
            options |= {"auth_required": True, "authenticator": self._authenticate}
            options["auth_require_tls"] = self._tls is not None
        if self._tls is not None:
            options |= {"tls_context": self._tls, "require_starttls": True}
        self._controller = Controller(self, **options)
        self._controller.start()
        return self

    def stop(self) -> None:
        """Vanish: open connections break."""
        controller, self._controller = self._controller, None
        if controller is not None:
            for client in self._clients:
                controller.loop.call_soon_threadsafe(client.abort)
            self._clients.clear()
        # Only now, so that whoever was held hears no answer from a server that vanishes.
        for hold in self._holds:
            hold.released.set()
        if controller is not None:
            controller.stop()

    def answer(self, command: str, *answers: str) -> None:
        """Give these answers to the next commands of this name; `DROP` breaks the connection instead."""
        self._script[command].extend(answers)

    def hold(self, command: str) -> Hold:
        """Stop at the next command of this name until released."""
        hold = Hold()
        self._holds.append(hold)
        self._script[command].append(hold)
        return hold

    def expect(self, number: int) -> list[EmailMessage]:
        """Wait for `number` mails more than were expected before, and return them."""
        begin, self._expected = self._expected, self._expected + number
        wait_for(lambda: len(self.mails) >= self._expected)
        return self.mails[begin : self._expected]

    def fail_on_unexpected(self) -> None:
        """Every mail that came must have been expected by the test."""
        unexpected = [str(mail["Subject"]) for mail in self.mails[self._expected :]]
        assert unexpected == [], "mails that the test did not expect"

    async def handle_EHLO(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """A client says hello."""
        self.connections += 1
        self._clients.append(cast(asyncio.Transport, server.transport))
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who sends."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._answer(server, "MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Who receives."""
        answer = await self._answer(server, "RCPT", "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The whole content is here. What is then answered with 250, held or dropped is taken."""
        scripted = self._script["CONTENT"][0] if self._script["CONTENT"] else "250"
        if isinstance(scripted, Hold) or scripted == DROP or scripted.startswith("250"):
            content = cast(bytes, envelope.content)
            self.raw.append(content)
            self.mails.append(email.message_from_bytes(content, policy=default))
        return await self._answer(server, "CONTENT", "250 taken")

    async def _answer(self, server: SMTP, command: str, usual: str) -> str:
        self.commands.append(command)
        scripted = self._script[command].popleft() if self._script[command] else usual
        if isinstance(scripted, Hold):
            scripted.reached.set()
            await asyncio.to_thread(scripted.released.wait)
            return usual
        if scripted == DROP:
            cast(asyncio.Transport, server.transport).abort()
            return "421 gone"
        return scripted

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        known = self._login or ("", "")
        right = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == known
        return AuthResult(success=right, handled=right)
