"""The agenda builder: drag, keys and fields; every change is kept at once, and can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.agenda_form import sent_items
from gateway.pages.agenda_speakers import speakers
from gateway.pages.agenda_words import kinds
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted

blueprint = Blueprint("agenda_draft", __name__, url_prefix="/conferences/<slug>/agenda/draft")

PART = "X-Part"
"""A script asks with this header for the room alone, and reads refusals as JSON."""


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """The draft, as it is now."""
    edits = require_reader().role is Role.ORGANIZER
    people = speakers(slug) if edits else []
    return render_template("agenda/draft.html", slug=slug, people=people, refusal=None, **_room(slug, _draft(slug)))


@blueprint.post("")
def update(slug: str) -> ResponseReturnValue:
    """Keep the draft as the page has it, after adding, taking out or moving an item where a button was pressed."""
    body = {"version": request.form.get("version", type=int), "items": sent_items(slug, request.form)}
    return _answered(slug, lambda: services().documents.put(_address(slug, "draft"), body))


@blueprint.post("/undo")
def undo(slug: str) -> ResponseReturnValue:
    """Take the last change back."""
    body = {"version": request.form.get("version", type=int)}
    return _answered(slug, lambda: services().documents.post(_address(slug, "draft", "undo"), body))


@blueprint.post("/from-plan")
def from_plan(slug: str) -> ResponseReturnValue:
    """Begin anew from the plan's usual agenda."""
    body = {"version": request.form.get("version", type=int)}
    return _answered(slug, lambda: services().documents.post(_address(slug, "draft", "from-plan"), body))


@blueprint.post("/publish")
def publish(slug: str) -> ResponseReturnValue:
    """Let it hold, and let everybody know."""
    form = FormState.sent()
    body = {"version": form.number("version"), "reason": form.text("reason")}
    if attempted(lambda: services().documents.post(_address(slug, "publish"), body, key=form.key)) is not None:
        flash(_("Đã công bố chương trình. Người có mục thay đổi được báo qua thư."), "success")
    return redirect(url_for("agenda_draft.show", slug=slug), 303)


@blueprint.get("/agenda.pdf")
def paper(slug: str) -> ResponseReturnValue:
    """The draft on paper."""
    return passed_on(services().documents.open(path("conferences", slug, "agenda.pdf"), draft=True))


def _answered(slug: str, step: Any) -> ResponseReturnValue:
    """A script gets the room as it is then (also when somebody else was quicker); a form the whole page."""
    if PART not in request.headers:
        attempted(step)
        return redirect(url_for("agenda_draft.show", slug=slug), 303)
    try:
        draft, refusal = step(), None
    except ServiceProblem as problem:
        if problem.status == 422:
            return jsonify(detail=problem.detail, errors=problem.body.get("errors", [])), 422
        if problem.status != 409:
            raise
        draft, refusal = _draft(slug), problem
    page = render_template("agenda/room.html", slug=slug, refusal=refusal, **_room(slug, draft))
    return Response(page, 200 if refusal is None else 409, mimetype="text/html")


def _address(slug: str, *more: str) -> str:
    return path("conferences", slug, "agenda", *more)


def _draft(slug: str) -> dict[str, Any]:
    draft: dict[str, Any] = services().documents.get(_address(slug, "draft"))
    return draft


def _room(slug: str, draft: dict[str, Any]) -> dict[str, Any]:
    begins, ends, finishes = (datetime.fromisoformat(draft[name]) for name in ("starts_at", "ends_at", "finishes_at"))
    length, used = (int((at - begins).total_seconds() // 60) for at in (ends, finishes))
    return {
        "draft": draft,
        "kinds": kinds(),
        "zone": conference_facts(slug)["timezone"],
        "length": length,
        "used": used,
        "span": max(length, used, 1),
        "offsets": {
            item["id"]: int((datetime.fromisoformat(item["starts_at"]) - begins).total_seconds() // 60)
            for item in draft["items"]
        },
        "edits": require_reader().role is Role.ORGANIZER,
    }
