"""The hall's page of the film: it plays the approved file and no other, also when the network has gone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.context import parts
from gateway.front.forward import passed_on
from gateway.pages.film import RANGES
from gateway.pages.forms import FormState
from gateway.pages.gate import json_answer
from gateway.pages.kept_page import KEPT_OFFLINE, page_worker
from gateway.pages.steps import attempted
from gateway.security.headers import HALL, content_policy

blueprint = Blueprint("film_hall", __name__, url_prefix="/conferences/<slug>/video-report/hall")

NO_FILM = {"state": "none", "why": "none", "version": 0, "actions": []}
SENT = ("sha256", "file_sha256", "started_at")


@blueprint.get("")
@content_policy(HALL)
def show(slug: str) -> ResponseReturnValue:
    """The page, which fetches the file, checks it, and waits for the button; kept only with a file to play."""
    showing = _showing(slug)
    now = _status(slug, showing)
    page = render_template("film/hall.html", slug=slug, showing=showing, status=now)
    response = Response(page, mimetype="text/html")
    if now["playback"]:
        response.headers[KEPT_OFFLINE] = "yes"
    return response


@blueprint.get("/status")
def status(slug: str) -> ResponseReturnValue:
    """What is to be played as things are now, and a fresh CSRF token, for the script."""
    return json_answer(_status(slug, _showing(slug)) | {"csrf": generate_csrf()}, 200)


@blueprint.get("/offline.js")
def worker(slug: str) -> ResponseReturnValue:
    """The service worker that keeps the page for a hall without network; it may look after this page only."""
    return page_worker(url_for("film_hall.show", slug=slug))


@blueprint.get("/vault.js")
def vault(slug: str) -> ResponseReturnValue:  # noqa: ARG001 (the same for every conference)
    """The script that brings and checks the file. It is below the page, where that service worker answers for it."""
    response = current_app.send_static_file("js/film_vault.js")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/files/<sha256>")
def content(slug: str, sha256: str) -> ResponseReturnValue:
    """The file, whole or by ranges."""
    asked = {name: request.headers[name] for name in RANGES if name in request.headers}
    return passed_on(services().documents.open_as(_address(slug, "files", sha256), asked))


@blueprint.post("/show")
def note(slug: str) -> ResponseReturnValue:
    """The script says that the film began; the same key with every try."""
    sent = request.get_json()
    body = {name: sent[name] for name in SENT if isinstance(sent, dict) and name in sent}
    key = request.headers.get("Idempotency-Key")
    answered, answer = services().documents.post_answered(_address(slug, "show"), body, key=key)
    if answered >= 400 or not isinstance(answer, dict):
        answer = answer if isinstance(answer, dict) else {}
        return json_answer({name: answer.get(name, "") for name in ("title", "detail")}, answered)
    return json_answer(_status(slug, answer), answered)


@blueprint.post("/take-back")
def take_back(slug: str) -> ResponseReturnValue:
    """It was not shown after all."""
    form = FormState.sent()
    body = {"version": form.number("version"), "reason": form.text("reason")}
    if attempted(lambda: services().documents.post(_address(slug, "take-back"), body, key=form.key)) is not None:
        flash(_("Đã ghi lại là chưa chiếu."), "success")
    return redirect(url_for("film_hall.show", slug=slug), 303)


def _address(slug: str, *more: str) -> str:
    return path("conferences", slug, "video-report", "showing", *more)


def _showing(slug: str) -> dict[str, Any] | None:
    """None where the conference has no film."""
    try:
        showing: dict[str, Any] = services().documents.get(_address(slug))
    except ServiceProblem as problem:
        if problem.status != 404:
            raise
        return None
    return showing


def _status(slug: str, showing: dict[str, Any] | None) -> dict[str, Any]:
    """What the script goes by, and as of when."""
    at = parts().clock().isoformat()
    if showing is None:
        return dict.fromkeys(("playback", "approved", "item", "shown_at", "shown_by")) | NO_FILM | {"at": at}
    schedule, file = showing["schedule"] or {}, showing["playback"]
    playback = file and file | {"url": url_for("film_hall.content", slug=slug, sha256=file["sha256"])}
    return {
        "at": at,
        "state": showing["state"],
        "version": showing["version"],
        "actions": showing["actions"],
        "playback": playback,
        "approved": showing["approved"],
        "why": _why_not(showing),
        "item": schedule.get("agenda_item_id"),
        "shown_at": schedule.get("shown_at"),
        "shown_by": schedule.get("shown_by"),
    }


def _why_not(showing: dict[str, Any]) -> str:
    """Why there is nothing to play, where there is nothing."""
    if showing["approved"] is None:
        return "draft"
    if showing["schedule"] is None:
        return "approved"
    return "elsewhere" if showing["schedule"]["agenda_item_id"] is None else "unmade"
