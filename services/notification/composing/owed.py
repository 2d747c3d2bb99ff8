"""What letters about obligations say, as values of their templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from chassis.language import Language
from services.notification.composing.wording import moment_in_words
from services.notification.models import Arrears, Conference, Obligation

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def obligation_values(conference: Conference, obligation: Obligation) -> dict[str, Any]:
    """The obligation, who is addressed, and its deadline in words; `early` is the earlier reading, where it differs."""
    zone = ZoneInfo(conference.timezone)
    early = {each: moment_in_words(obligation.strict_until, zone, each) for each in LANGUAGES}
    return {
        "obligation": obligation,
        "person": obligation.focal_point_name or "",
        "unit_name": obligation.unit_name,
        "deadline": {each: moment_in_words(obligation.last_moment, zone, each) for each in LANGUAGES},
        "early": early if obligation.strict_until != obligation.last_moment else None,
    }


def news_values(conference: Conference, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the news says besides."""
    zone = ZoneInfo(conference.timezone)
    values: dict[str, Any] = {
        "news": data,
        "remarks": data.get("remarks") or [],
        "wanted": _day(data.get("wanted_to")),
        "granted": _day(data.get("granted_to")),
    }
    if "handed_in_at" in data:
        values["handed_in"] = {each: moment_in_words(data["handed_in_at"], zone, each) for each in LANGUAGES}
        values["size"] = _size(data.get("size"))
    return values


def arrears_values(conference: Conference, arrears: Arrears) -> dict[str, Any]:
    """Which units are missing."""
    zone = ZoneInfo(conference.timezone)
    return {
        "arrears": arrears,
        "person": "",
        "unit_name": arrears.recipient_name,
        "deadline": {each: moment_in_words(arrears.last_moment, zone, each) for each in LANGUAGES},
    }


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day.day:02d}/{day.month}/{day.year}"


def _size(size: int | None) -> dict[Language, str]:
    if size is None:
        return {}
    if size < 1_000_000:
        kilobytes = max(1, round(size / 1000))
        return {"vi": f"{kilobytes} kB", "en": f"{kilobytes} kB"}
    megabytes = f"{size / 1_000_000:.1f}"
    return {"vi": megabytes.replace(".", ",") + " MB", "en": f"{megabytes} MB"}
