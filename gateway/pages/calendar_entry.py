"""The conference as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

LONGEST_LINE = 75
"""Octets of a content line before it is folded (RFC 5545 section 3.1)."""


def calendar_entry(conference: Mapping[str, Any], about: str, url: str, now: datetime) -> bytes:
    """The entry for one invitation or delegate, in UTC; a newer plan replaces it (SEQUENCE, section 3.8.7.4).

    The UID is the one of the entry that comes by e-mail: whoever adds both has one.
    """
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hoi nghi//gateway//VI",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{conference['slug']}.{about}@hoinghi",
        f"DTSTAMP:{_utc(now)}",
        f"SEQUENCE:{conference['plan_version']}",
        f"DTSTART:{_utc(datetime.fromisoformat(conference['starts_at']))}",
        f"DTEND:{_utc(datetime.fromisoformat(conference['ends_at']))}",
        f"SUMMARY:{_text(conference['title'])}",
        f"LOCATION:{_text(', '.join((conference['hall'], conference['address'])))}",
        f"DESCRIPTION:{_text(url)}",
        f"URL:{url}",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """No fold inside a letter of several octets: Vietnamese has many."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
