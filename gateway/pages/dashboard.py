"""The office's overview of one conference: days left, answers, what is missing, the next deadlines, who is here."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.pages.dashboard_figures import gaps_for, next_deadlines, shown_or_none

blueprint = Blueprint("dashboard", __name__, url_prefix="/conferences/<slug>/dashboard")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Everything at a glance; the browser asks anew when something happens."""
    role = require_reader().role
    return render_template(
        "dashboard/show.html",
        slug=slug,
        attendance=shown_or_none(lambda: services().registration.get(path("conferences", slug, "attendance"))),
        gaps=gaps_for(role, slug),
        deadlines=shown_or_none(lambda: next_deadlines(slug)),
    )
