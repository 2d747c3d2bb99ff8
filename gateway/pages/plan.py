"""The plan of a conference as it holds now, and the file it came from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.pages.dashboard_figures import shown_or_none

blueprint = Blueprint("plan", __name__, url_prefix="/conferences/<slug>/plan")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """What it holds, who applied it and when."""
    activities = path("conferences", slug, "activities")
    return render_template(
        "plan/show.html",
        slug=slug,
        plan=_plan(slug),
        activities=shown_or_none(lambda: services().documents.get(activities, page_size=100)),
        writes=require_reader().role is Role.ORGANIZER,
    )


@blueprint.get("/source.yaml")
def source(slug: str) -> ResponseReturnValue:
    """The file, to keep or to edit."""
    response = Response(_plan(slug)["source"], mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.yaml"'
    return response


def _plan(slug: str) -> dict[str, Any]:
    plan: dict[str, Any] = services().documents.get(path("conferences", slug, "plan"))
    return plan
