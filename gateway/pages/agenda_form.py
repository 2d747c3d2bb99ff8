"""The items of an agenda out of the builder's form: one row a line, and what its buttons do to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from gateway.pages.agenda_speakers import Linked, speakers
from gateway.pages.agenda_words import kinds
from gateway.pages.order import moved

FIELDS = ("id", "kind", "title", "speaker", "speaker_was", "delegate_id", "unit", "presentation_id", "minutes")
NEW_MINUTES = {"break": 15, "film": 15, "report": 30, "direction": 30, "commendation": 20}
USUAL_MINUTES = 10


def sent_items(slug: str, form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The rows as the service wants them, after the button that was pressed: `add`, `after`, `remove` or `move`.

    A row that came incomplete (another program than our page) is left as it is: the service says what it lacks.
    """
    columns = [form.getlist(name) for name in (*FIELDS, "fixed_start")]
    rows = [dict(zip((*FIELDS, "fixed_start"), row, strict=True)) for row in zip(*columns, strict=False)]
    known = speakers(slug) if any(row["speaker"].strip() != row["speaker_was"] for row in rows) else []
    items = [_item(row, {each.text: each for each in known}, form.getlist("unlink")) for row in rows]
    return moved(_with_new(_without(items, form.get("remove")), form), form.get("move", ""))


def _item(row: Mapping[str, str], known: Mapping[str, Linked], unlinked: list[str]) -> dict[str, Any]:
    speaker = row["speaker"].strip() or None
    link = {"delegate_id": row["delegate_id"] or None, "unit": row["unit"] or None}
    if speaker is None or row["id"] in unlinked:
        link = {"delegate_id": None, "unit": None}
    elif speaker in known and speaker != row["speaker_was"]:
        link = {"delegate_id": known[speaker].delegate_id, "unit": known[speaker].unit}
    return {
        "id": row["id"] or None,
        "kind": row["kind"],
        "title": row["title"],
        "speaker": speaker,
        "presentation_id": row["presentation_id"] or None,
        "minutes": _number(row["minutes"]),
        "fixed_start": row["fixed_start"][:5] or None,
        **link,
    }


def _with_new(items: list[dict[str, Any]], form: MultiDict[str, str]) -> list[dict[str, Any]]:
    """With a new item at the end (`add=<kind>`), or below another (`after=<id>`)."""
    kind, after = form.get("add"), form.get("after")
    if kind is None and after is None:
        return items
    kind = kind if kind in kinds() else "other"
    title = kinds()[kind].label if kind != "other" else _("Mục mới")
    new = {"kind": kind, "title": title, "minutes": NEW_MINUTES.get(kind, USUAL_MINUTES)}
    at = next((place for place, item in enumerate(items, start=1) if item["id"] == after), len(items))
    return [*items[:at], new, *items[at:]]


def _without(items: list[dict[str, Any]], removed: str | None) -> list[dict[str, Any]]:
    return [item for item in items if removed is None or item["id"] != removed]


def _number(text: str) -> int | str:
    """A whole number; what is none goes on as it is, and the service says so."""
    try:
        return int(text)
    except ValueError:
        return text
