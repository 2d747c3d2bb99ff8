"""Letters about the judging of the film: to its broadcaster with what is to be changed, and to those who judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from chassis.film_time import span_on_film
from services.notification.composing.composer import Composer
from services.notification.composing.film import addressee, broadcaster
from services.notification.composing.letter import Letter
from services.notification.composing.wording import moment_in_words
from services.notification.models import Conference, MessageKind

MOST_LISTED = 40
"""Comments in a letter; the page and its files show them all."""


def film_judged(composer: Composer, conference: Conference, film: Mapping[str, Any]) -> Letter:
    """To the broadcaster: approved, to be changed as listed, or judged again."""
    listed = [_comment(each, film["number"]) for each in film["comments"][:MOST_LISTED]]
    recipient = broadcaster(film)
    more = len(film["comments"]) - len(listed)
    page = _page(conference)
    return composer.letter(MessageKind.FILM_JUDGED, conference, page, recipient, film=film, comments=listed, more=more)


def film_agreed(
    composer: Composer, conference: Conference, film: Mapping[str, Any], appraiser: Mapping[str, Any] | None
) -> Letter:
    """To one of its appraisers, or (None) to the office: one person said yes, another has to follow."""
    person, body, email = addressee(conference, appraiser)
    page = _page(conference)
    return composer.letter(
        MessageKind.FILM_AGREED, conference, page, (person or body, email), film=film, person=person, body=body
    )


def film_due(
    composer: Composer, conference: Conference, film: Mapping[str, Any], appraiser: Mapping[str, Any] | None
) -> Letter:
    """To one of its appraisers, or (None) to the office: a cut waits to be appraised, by when, or since when."""
    person, body, email = addressee(conference, appraiser)
    zone = ZoneInfo(conference.timezone)
    due = {language: moment_in_words(film["last_moment"], zone, language) for language in ("vi", "en")}
    values: dict[str, Any] = {"film": film, "person": person, "body": body, "due": due, "late": film["days_left"] < 0}
    return composer.letter(MessageKind.FILM_DUE, conference, _page(conference), (person or body, email), **values)


def _page(conference: Conference) -> str:
    return f"conferences/{conference.conference}/video-report"


def _comment(comment: Mapping[str, Any], number: int) -> dict[str, Any]:
    when = span_on_film(comment["from_ms"], comment["to_ms"])
    other = comment["number"] if comment["number"] != number else None
    return {"when": when, "cut": other, "must_fix": comment["weight"] == "must_fix", "text": comment["text"]}
