"""The chair's page: four numbers to read out, and the units of whom nobody is here."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path

blueprint = Blueprint("chair", __name__, url_prefix="/conferences/<slug>/chair")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Attendance as of now, on a phone."""
    attendance = services().registration.get(path("conferences", slug, "attendance"))
    return render_template("chair/show.html", slug=slug, attendance=attendance)
