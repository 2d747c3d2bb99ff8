"""The conference as it runs: the page of whoever runs it, and the screen in the hall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.agenda import NOT_PUBLISHED
from gateway.pages.agenda_words import kinds
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted

blueprint = Blueprint("agenda_run", __name__, url_prefix="/conferences/<slug>/agenda")


@blueprint.get("/run")
def show(slug: str) -> ResponseReturnValue:
    """What is on, how long it still has, and one button for what comes next."""
    return render_template("agenda/run.html", slug=slug, kinds=kinds(), **_run(slug))


@blueprint.post("/items/<uuid:item_id>/<any(start,finish,skip,'take-back'):verb>")
def step(slug: str, item_id: UUID, verb: str) -> ResponseReturnValue:
    """Begin, finish, leave out, take back."""
    form = FormState.sent()
    body = {"version": form.number("version")}
    address = path("conferences", slug, "agenda", "items", item_id, verb)
    attempted(lambda: services().documents.post(address, body, key=form.key))
    return redirect(url_for("agenda_run.show", slug=slug), 303)


@blueprint.get("/screen")
def screen(slug: str) -> ResponseReturnValue:
    """The hall's screen: what is on, minutes left, what comes next."""
    return render_template("agenda/screen.html", slug=slug, kinds=kinds(), **_run(slug))


def _run(slug: str) -> dict[str, Any]:
    """The run, and the items at hand; `run` is None while nothing is published."""
    try:
        run = services().documents.get(path("conferences", slug, "agenda", "run"))
    except ServiceProblem as problem:
        if problem.slug != NOT_PUBLISHED:
            raise
        return {"run": None, "current": None, "upcoming": [], "last": None}
    items = {item["id"]: item for item in run["items"]}
    done = [item for item in run["items"] if item["finished_at"] is not None]
    return {
        "run": run,
        "current": items.get(run["current"]),
        "upcoming": [items[item] for item in run["upcoming"]],
        "last": max(done, key=lambda item: str(item["finished_at"]), default=None),
    }
