"""Which conference a page is about, so that the menu and the brand bar know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from flask import g, request, session

from gateway.auth.reader import current_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import ServiceUnavailable
from gateway.context import parts

LAST = "conference"
"""In the session: the conference looked at last."""


def slug_at_hand() -> str | None:
    """The conference of the page's address, else the only one this person has, else the one looked at last."""
    reader = current_reader()
    if reader is None:
        return None
    named = (request.view_args or {}).get("slug")
    if named is not None:
        if session.get(LAST) != named and not reader.by_link:
            session[LAST] = named
        return str(named)
    return reader.identity.conference or session.get(LAST)


def remember_the_only_one(conferences: list[dict[str, Any]]) -> None:
    """Have the only conference at hand from the start page on, so that its menu is there at once."""
    if len(conferences) == 1 and session.get(LAST) != conferences[0]["slug"]:
        session[LAST] = conferences[0]["slug"]


def conference_facts(slug: str) -> dict[str, Any]:
    """A conference's title, times and place, asked once a request. Raises `ServiceProblem` for an unknown one."""
    known: dict[str, dict[str, Any]] = g.setdefault("conference_facts", {})
    if slug not in known:
        known[slug] = services().registration.get(path("conferences", slug))
    return known[slug]


def conference_at_hand() -> dict[str, Any] | None:
    """The same for the brand bar, which does without when it cannot be had."""
    slug = slug_at_hand()
    if slug is None:
        return None
    try:
        return conference_facts(slug)
    except (ServiceProblem, ServiceUnavailable):
        return cast("dict[str, Any]", {"slug": slug, "short_title": slug, "title": slug})


def lists_closed(conference: Mapping[str, Any]) -> bool:
    """Whether units can no longer change their lists."""
    closes = conference.get("registration_closes_at")
    return closes is not None and parts().clock() >= datetime.fromisoformat(closes)


def visible_conferences() -> list[dict[str, Any]]:
    """Every conference this person may see, the next one first."""
    slug = (reader := current_reader()) and reader.identity.conference
    if slug:
        return [conference_facts(slug)]
    answer = services().registration.get("/conferences", page_size=100)
    items: list[dict[str, Any]] = answer["items"]
    return sorted(items, key=lambda item: str(item["starts_at"]))
