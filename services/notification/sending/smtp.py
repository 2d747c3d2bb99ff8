"""The SMTP transport (RFC 5321): one connection, used for message after message.

connect  EHLO  [STARTTLS]  [AUTH]      trouble here is the server's: unreachable, nothing is lost
MAIL  RCPT  DATA → 354                 4xx deferred, 5xx refused, broken connection deferred
── content_starts() is committed ──
content  <CRLF>.<CRLF>                 broken while writing: the end was not sent, so the server must drop it: deferred
→ 250 / 4xx / 5xx                      no answer: uncertain, the server may have it
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections.abc import Callable

from services.notification.sending.smtp_address import SmtpAddress
from services.notification.sending.transport import ContentStarts, Parcel
from services.notification.workflows.attempt import Report, Verdict

COMMAND_SECONDS = 60.0
CONTENT_ANSWER_SECONDS = 600.0
"""A server may take this long to answer the end of the content (RFC 5321 section 4.5.3.2.6)."""
IDLE_SECONDS = 20.0
CLOSING = 421
_LEADING_DOT = re.compile(rb"(?m)^\.")


class _Answer(Exception):
    """The server answered something else than asked for."""

    def __init__(self, code: int, text: bytes) -> None:
        super().__init__(f"{code} {' '.join(text.decode('utf-8', 'replace').split())}"[:500])
        self.code = code


class SmtpTransport:
    """Talks to one mail server from one thread."""

    channel = "email"

    def __init__(
        self, address: SmtpAddress, hello_name: str, *, content_answer_seconds: float = CONTENT_ANSWER_SECONDS
    ) -> None:
        self._address = address
        self._hello_name = hello_name
        self._content_answer_seconds = content_answer_seconds
        self._connection: smtplib.SMTP | None = None
        self._used_at = 0.0

    def deliver(self, parcel: Parcel, content_starts: ContentStarts) -> Report:
        """Try once; see the picture above."""
        try:
            connection = self._open()
        except (OSError, smtplib.SMTPException, _Answer) as error:
            self._drop()
            return Report(Verdict.DEFERRED, f"no connection: {_words(error)}", unreachable=True)
        try:
            self._announce(connection, parcel)
        except _Answer as answer:
            self._after_refusal(answer)
            return _judged(answer)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Report(Verdict.DEFERRED, f"connection lost: {_words(error)}", unreachable=True)
        if not content_starts():
            self._drop()
            return Report(Verdict.DEFERRED, "taken over by another sender")
        return self._send_content(connection, parcel)

    def rest(self) -> None:
        """Close a connection that nobody has used for a while."""
        if self._connection is not None and time.monotonic() - self._used_at > IDLE_SECONDS:
            self.close()

    def close(self) -> None:
        """Say goodbye and close."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()

    def _open(self) -> smtplib.SMTP:
        """The connection, if the server still holds it, else a new one."""
        if self._connection is not None:
            try:
                _expect({250}, self._connection.rset)
            except (OSError, smtplib.SMTPException, _Answer):
                self._drop()
        if self._connection is None:
            self._connection = self._connect()
        self._used_at = time.monotonic()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        address, tls = self._address, ssl.create_default_context()
        name, seconds = self._hello_name, COMMAND_SECONDS
        if address.encryption == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(address.host, address.port, name, timeout=seconds, context=tls)
        else:
            connection = smtplib.SMTP(address.host, address.port, name, timeout=seconds)
        try:
            connection.ehlo_or_helo_if_needed()
            if address.encryption == "starttls":
                connection.starttls(context=tls)
                connection.ehlo_or_helo_if_needed()
            if address.user is not None:
                connection.login(address.user, address.password or "")
        except BaseException:
            connection.close()
            raise
        return connection

    def _announce(self, connection: smtplib.SMTP, parcel: Parcel) -> None:
        _expect({250}, lambda: connection.mail(parcel.sender))
        _expect({250, 251}, lambda: connection.rcpt(parcel.recipient))
        _expect({354}, lambda: connection.docmd("DATA"))

    def _send_content(self, connection: smtplib.SMTP, parcel: Parcel) -> Report:
        try:
            connection.send(_content(parcel))
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Report(Verdict.DEFERRED, f"connection lost within the content: {_words(error)}", unreachable=True)
        try:
            self._wait_at_most(self._content_answer_seconds)
            code, text = connection.getreply()
            self._wait_at_most(COMMAND_SECONDS)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Report(Verdict.UNCERTAIN, f"no answer to the content: {_words(error)}")
        answer = _Answer(code, text)
        if code == 250:
            return Report(Verdict.DELIVERED, str(answer))
        self._after_refusal(answer)
        return _judged(answer)

    def _wait_at_most(self, seconds: float) -> None:
        if self._connection is not None and self._connection.sock is not None:
            self._connection.sock.settimeout(seconds)

    def _after_refusal(self, answer: _Answer) -> None:
        if answer.code == CLOSING:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _expect(codes: set[int], command: Callable[[], tuple[int, bytes]]) -> None:
    code, text = command()
    if code not in codes:
        raise _Answer(code, text)


def _judged(answer: _Answer) -> Report:
    refused = 500 <= answer.code <= 599
    return Report(Verdict.REFUSED if refused else Verdict.DEFERRED, str(answer), unreachable=answer.code == CLOSING)


def _content(parcel: Parcel) -> bytes:
    """The mail with CRLF line ends, leading dots doubled (RFC 5321 section 4.5.2), and the end mark."""
    content = _LEADING_DOT.sub(b"..", parcel.mail.as_bytes())
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    return content + b".\r\n"


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(_Answer(error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""))
    return " ".join(str(error).split())[:300] or type(error).__name__
