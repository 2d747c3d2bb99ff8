"""The start page of every role: what waits for this person today."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from gateway.auth.reader import require_reader
from gateway.clients.transport import ServiceUnavailable
from gateway.pages.conference_at_hand import remember_the_only_one, visible_conferences
from gateway.pages.tasks import TaskList, tasks_for

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """Việc cần làm hôm nay. Whoever came by a private link goes to their own page, a station to its gate."""
    reader = require_reader()
    if reader.is_station:
        return redirect(url_for("gate.show", slug=reader.identity.conference), 303)
    if reader.by_link:
        return redirect(f"/conferences/{reader.identity.conference}/my", 303)
    try:
        conferences = visible_conferences()
        remember_the_only_one(conferences)
        found = tasks_for(reader, conferences)
    except ServiceUnavailable:
        conferences, found = [], TaskList(complete=False)
    return render_template("home/show.html", reader=reader, conferences=conferences, found=found)
