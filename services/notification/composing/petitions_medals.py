"""Letters of the desk about one petition or nomination, from what its event says: to a unit or to a department room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.composing.wording import one_line
from services.notification.models import Conference

Facts = Mapping[str, Any]

_EXCERPT = 400
"""Letters of a petition's words; the page shows them all."""


def petition_assigned(composer: Composer, conference: Conference, petition: Facts) -> Letter:
    """Asks a room to draft the answer."""
    values = {"petition": petition, "content": _excerpt(petition["content"]), "note": petition["note"]}
    to = petition["room_name"], petition
    return _letter(composer, "petition_assigned", conference, to, _petition(petition), values)


def petition_answered(composer: Composer, conference: Conference, petition: Facts) -> Letter:
    """Tells a unit the answer to what it asked for: the host's, or the superior body's reply."""
    values = {
        "petition": petition,
        "content": _excerpt(petition["content"]),
        "answer": (petition.get("answer") or petition.get("reply") or "").splitlines(),
        "by_superior": petition["forwarded"],
    }
    to = petition["unit_name"], petition
    return _letter(composer, "petition_answered", conference, to, _petition(petition), values)


def medal_returned(composer: Composer, conference: Conference, nomination: Facts) -> Letter:
    """Asks a unit to complete its nomination."""
    values = {"nomination": nomination}
    to = nomination["unit_name"], nomination
    return _letter(composer, "medal_returned", conference, to, _medal(nomination), values)


def medal_decided(composer: Composer, conference: Conference, nomination: Facts) -> Letter:
    """Tells a unit whether the medal was awarded."""
    values = {"nomination": nomination}
    to = nomination["unit_name"], nomination
    return _letter(composer, "medal_decided", conference, to, _medal(nomination), values)


def _letter(
    composer: Composer,
    kind: str,
    conference: Conference,
    to: tuple[str, Facts],
    page: str,
    values: dict[str, Any],
) -> Letter:
    body, facts = to
    person = facts["focal_point_name"]
    link = f"/conferences/{conference.conference}/{page}"
    recipient = (person or body, facts["focal_point_email"])
    return composer.letter(kind, conference, link, recipient, person=person, body=body, **values)


def _petition(petition: Facts) -> str:
    return f"petitions/{petition['petition_id']}"


def _medal(nomination: Facts) -> str:
    return f"medals/{nomination['nomination_id']}"


def _excerpt(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"
