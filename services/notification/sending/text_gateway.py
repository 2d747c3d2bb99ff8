"""Short texts through a provider's HTTP interface: SMS, Zalo and the like, told apart by their settings alone.

connect                                trouble here: deferred, nothing is lost
── content_starts() is committed ──
POST with phone and text → 2xx         delivered
                         → 408 425 429 5xx   deferred
                         → any other   refused
broken while we write: deferred        no answer: uncertain, the provider may have it
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from services.notification.sending.mail import UnusableAddress
from services.notification.sending.transport import ContentStarts, TextParcel
from services.notification.workflows.attempt import Report, Verdict

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 60.0
NOT_NOW = frozenset({408, 425, 429})
"""Answers of 4xx after which the same request may succeed (RFC 9110, 8470, 6585)."""
_MOST_SHOWN = 500
_COUNTRY = "84"
_PLACE = re.compile(r"\{(?:phone|local_phone|text|id)\}")


@dataclass(frozen=True)
class TextProvider:
    """Where a provider takes texts, and how: `body` is what it wants, as JSON or as a form (`to={phone}&text={text}`).

    `{phone}` becomes 84900000001, `{local_phone}` 0900000001, `{text}` the words, `{id}` the same in every try.
    """

    url: str
    body: str
    header: str | None = field(default=None, repr=False)
    """One header with what the provider knows us by: `Authorization: Bearer …`."""

    def headers(self) -> dict[str, str]:
        """What goes with each request."""
        kind = "application/json" if self._is_json else "application/x-www-form-urlencoded"
        name, _, value = (self.header or "").partition(":")
        own = {name.strip(): value.strip()} if self.header else {}
        return {"Content-Type": kind, "Accept": "*/*", "User-Agent": "hoinghi"} | own

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The body for one text; what people wrote stays text, whatever signs it holds."""
        if self._is_json:
            return json.dumps(_filled(json.loads(self.body), values), ensure_ascii=False).encode()
        pairs = parse_qsl(self.body, keep_blank_values=True)
        return urlencode([(name, _filled(value, values)) for name, value in pairs]).encode()

    def checked(self) -> TextProvider:
        """Itself. Raises `ValueError`, whose text never repeats the header."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError("the address must look like https://host/path")
        if "{text}" not in self.body or not ("{phone}" in self.body or "{local_phone}" in self.body):
            raise ValueError("the body must say where {text} and {phone} (or {local_phone}) go")
        if self._is_json:
            try:
                json.loads(self.body)
            except ValueError:
                raise ValueError("the body begins like JSON and is none") from None
        name, colon, value = (self.header or "Name: value").partition(":")
        if not colon or not name.strip() or not value.strip() or not (self.header or "").isprintable():
            raise ValueError("the header must look like Name: value")
        return self

    @property
    def _is_json(self) -> bool:
        return self.body.lstrip().startswith("{")


class TextGateway:
    """Talks to one provider from one thread; a connection for each text."""

    def __init__(self, channel: str, provider: TextProvider, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.channel = channel
        self._provider = provider
        self._answer_seconds = answer_seconds

    def deliver(self, parcel: TextParcel, content_starts: ContentStarts) -> Report:
        """Try once; see the picture above."""
        connection = self._connection()
        try:
            try:
                connection.connect()
            except (OSError, HTTPException) as error:
                return Report(Verdict.DEFERRED, f"no connection: {_words(error)}")
            if not content_starts():
                return Report(Verdict.DEFERRED, "taken over by another sender")
            return self._send(connection, parcel)
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self._provider.url)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return HTTPSConnection(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS, context=context)
        return HTTPConnection(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)

    def _send(self, connection: HTTPConnection, parcel: TextParcel) -> Report:
        values = {
            "{phone}": parcel.phone,
            "{local_phone}": _local(parcel.phone),
            "{text}": parcel.text,
            "{id}": str(parcel.message_id),
        }
        parts = urlsplit(self._provider.url)
        address = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", address, self._provider.filled(values), self._provider.headers())
        except (OSError, HTTPException) as error:
            return Report(Verdict.DEFERRED, f"connection lost within the content: {_words(error)}")
        try:
            connection.sock.settimeout(self._answer_seconds)
            answer = connection.getresponse()
            said = answer.read(_MOST_SHOWN).decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            return Report(Verdict.UNCERTAIN, f"no answer to the content: {_words(error)}")
        return _judged(answer.status, f"{answer.status} {' '.join(said.split())}".strip())


def international(phone: str) -> str:
    """All digits, beginning with the country: 84900000001 for +84 900 000 001 and for 0900.000.001.

    Raises `UnusableAddress` for what is no number.
    """
    digits = "".join(each for each in phone if each.isascii() and each.isdigit())
    digits = digits if phone.strip().startswith("+") or not digits.startswith("0") else _COUNTRY + digits[1:]
    if not 8 <= len(digits) <= 15:
        raise UnusableAddress(f"not a phone number: {phone[:30]!r}")
    return digits


def _judged(status: int, detail: str) -> Report:
    if 200 <= status < 300:
        return Report(Verdict.DELIVERED, detail)
    if status in NOT_NOW or status >= 500:
        return Report(Verdict.DEFERRED, detail)
    return Report(Verdict.REFUSED, detail)


def _filled(wanted: Any, values: Mapping[str, str]) -> Any:
    """The same shape, with every place in its words filled at once: what is put in is not looked at again."""
    if isinstance(wanted, dict):
        return {name: _filled(each, values) for name, each in wanted.items()}
    if isinstance(wanted, list):
        return [_filled(each, values) for each in wanted]
    if not isinstance(wanted, str):
        return wanted
    return _PLACE.sub(lambda place: values[place[0]], wanted)


def _local(phone: str) -> str:
    return "0" + phone.removeprefix(_COUNTRY) if phone.startswith(_COUNTRY) else phone


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
