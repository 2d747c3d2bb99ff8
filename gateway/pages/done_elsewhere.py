"""Where what a unit owes is done, when that is not on the page of the obligation itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import lazy_gettext as _

from chassis.auth.roles import Role
from gateway.pages.navigation import may_see

PRESENTATION = "presentation"


@dataclass(frozen=True)
class Place:
    """A page, and what is done there."""

    url: str
    label: object
    """Translated when it is shown."""


_PLACES = {
    "topics": ("topics.index", _("Mở trang Tham luận")),
    "petitions": ("petitions.index", _("Mở trang Kiến nghị")),
}


def place_of(slug: str, obligation: Mapping[str, Any], role: Role) -> Place | None:
    """The page where it is done, or the topic that a text belongs to; None where the reader has no such page."""
    if obligation["kind"] == PRESENTATION:
        return _topic(slug, obligation["code"], role)
    return place_to_do(slug, obligation, role)


def place_to_do(slug: str, obligation: Mapping[str, Any], role: Role) -> Place | None:
    """The page where it is done; None for what is handed in on the page of the obligation itself."""
    endpoint, label = _PLACES.get(obligation["kind"], ("", ""))
    if endpoint not in current_app.view_functions or not may_see(role, endpoint):
        return None
    return Place(url_for(endpoint, slug=slug), label)


def _topic(slug: str, code: str, role: Role) -> Place | None:
    """The topic by which the text is owed: `presentation-<id>`; a unit has all its topics on one page."""
    if may_see(role, "topics.show"):
        topic_id = code.removeprefix(f"{PRESENTATION}-")[:36]
        return Place(url_for("topics.show", slug=slug, topic_id=topic_id), _("Xem chủ đề tham luận"))
    if may_see(role, "topics.index"):
        return Place(url_for("topics.index", slug=slug), _("Xem chủ đề tham luận"))
    return None
