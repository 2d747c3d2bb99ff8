"""Where the mail server is, as an address: smtp://user:password@host:port?starttls=1, or smtps for TLS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

Encryption = Literal["none", "starttls", "tls"]
DEFAULT_PORTS = {"none": 25, "starttls": 587, "tls": 465}


@dataclass(frozen=True)
class SmtpAddress:
    """A mail server, how to talk to it, and as whom."""

    host: str
    port: int
    encryption: Encryption
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def parse_smtp_url(url: str) -> SmtpAddress:
    """Read the setting SMTP_URL. Raises `ValueError`, whose text never repeats the password.

    User and password are percent-encoded where they hold reserved characters (RFC 3986).
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(
            "it must look like smtp://user:password@host:port?starttls=1 or smtps://user:password@host:port"
        )
    encryption = _encryption(parts.scheme, parts.query)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("the port must be a number from 1 to 65535") from None
    return SmtpAddress(
        host=parts.hostname,
        port=port or DEFAULT_PORTS[encryption],
        encryption=encryption,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _encryption(scheme: str, query: str) -> Encryption:
    options = parse_qs(query)
    starttls = options.pop("starttls", ["0"])[-1]
    if options:
        raise ValueError(f"it has an unknown option: {', '.join(sorted(options))}")
    if scheme == "smtps":
        return "tls"
    return "starttls" if starttls in ("1", "true", "yes") else "none"
