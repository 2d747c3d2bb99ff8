"""Letters about when the approved film is shown and broadcast: to the broadcaster, and to the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chassis.language import Language
from services.notification.composing.composer import Composer
from services.notification.composing.film import addressee, broadcaster
from services.notification.composing.letter import Letter
from services.notification.composing.wording import moment_in_words
from services.notification.models import Conference, MessageKind

LANGUAGES: tuple[Language, ...] = ("vi", "en")
Facts = Mapping[str, Any]


def film_letter(
    composer: Composer, kind: MessageKind, conference: Conference, film: Facts, *, to_office: bool
) -> Letter:
    """The letter for the data of an event: to the broadcaster's focal point, or to the office."""
    name, address = addressee(conference, None)[1:] if to_office else broadcaster(film)
    zone, item = ZoneInfo(conference.timezone), film["agenda_item"]
    values = {
        "film": film,
        "addressee": name,
        "person": None if to_office else film["recipient_name"],
        "length": _length(film["duration_ms"]),
        "starts": item and _in_words(item["starts_at"], zone),
        "broadcasts": [_slot(each, zone) for each in film.get("broadcasts", ())],
        "broadcast": film.get("broadcast") and _slot(film["broadcast"], zone),
        "shown": film.get("shown_at") and _in_words(film["shown_at"], zone),
    }
    page = f"conferences/{conference.conference}/video-report/schedule"
    return composer.letter(kind, conference, page, (name, address), **values)


def _slot(slot: Facts, zone: ZoneInfo) -> dict[str, Any]:
    aired = slot["aired_at"] and _in_words(slot["aired_at"], zone)
    return {**slot, "starts": _in_words(slot["starts_at"], zone), "aired": aired}


def _in_words(moment: datetime, zone: ZoneInfo) -> dict[Language, str]:
    return {each: moment_in_words(moment, zone, each) for each in LANGUAGES}


def _length(milliseconds: int | None) -> str | None:
    """`15:02`, a begun second counted."""
    if milliseconds is None:
        return None
    minutes, seconds = divmod(-(-milliseconds // 1000), 60)
    return f"{minutes}:{seconds:02d}"
