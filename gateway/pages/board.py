"""The check-in board: the hall filling up, on a big screen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.pages.hall_picture import HEIGHT, WIDTH, hall_picture

blueprint = Blueprint("board", __name__, url_prefix="/conferences/<slug>/board")

LATEST = 8
LOG_READERS = (Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)
"""Who may read names in the log; the others see the numbers."""


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Who is here: in all, by gate, by category, and the last arrivals."""
    attendance = services().registration.get(path("conferences", slug, "attendance"))
    totals = attendance["totals"]
    return render_template(
        "board/show.html",
        slug=slug,
        attendance=attendance,
        arrivals=_arrivals(slug),
        gates={gate["code"]: gate["name"] for gate in attendance["by_gate"]},
        picture=hall_picture(totals["confirmed"], totals["present"]),
        size=(WIDTH, HEIGHT),
    )


def _arrivals(slug: str) -> list[dict[str, Any]] | None:
    if require_reader().role not in LOG_READERS:
        return None
    log = services().registration.get(path("conferences", slug, "check-ins"), outcome="accepted", page_size=LATEST * 2)
    return [line for line in log["items"] if line["undone_at"] is None][:LATEST]
