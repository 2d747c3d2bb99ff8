"""The chair's page: four numbers to read out, and the units of whom nobody is here with whom to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.context import parts
from gateway.front.forward import passed_on
from gateway.pages.conference_at_hand import conference_facts

blueprint = Blueprint("chair", __name__, url_prefix="/conferences/<slug>/chair")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Attendance on a phone: live, or as of a moment (`?at=2024-07-05T07:30`, on the conference's clock)."""
    conference = conference_facts(slug)
    zone = ZoneInfo(conference["timezone"])
    now, at = parts().clock().astimezone(zone), moment_asked(zone)
    opened = datetime.fromisoformat(conference["starts_at"]).astimezone(zone)
    return render_template(
        "chair/show.html",
        slug=slug,
        conference=conference,
        attendance=services().registration.get(path("conferences", slug, "attendance"), as_of=_text(at)),
        at=_on_a_clock(at) if at else None,
        opened=_on_a_clock(opened) if opened <= now else None,
        latest=_on_a_clock(now),
    )


@blueprint.get("/report.pdf")
def report(slug: str) -> ResponseReturnValue:
    """The same as a paper, to be handed to the platform."""
    zone = ZoneInfo(conference_facts(slug)["timezone"])
    address = path("conferences", slug, "attendance-report.pdf")
    return passed_on(services().documents.open(address, as_of=_text(moment_asked(zone))))


def moment_asked(zone: ZoneInfo) -> datetime | None:
    """The moment in the page's address; None for now, and for what is no moment."""
    try:
        return datetime.fromisoformat(request.args["at"]).replace(tzinfo=zone)
    except (KeyError, ValueError):
        return None


def _text(at: datetime | None) -> Any:
    return at.isoformat() if at else None


def _on_a_clock(at: datetime) -> str:
    """As a browser's field for day and time has it."""
    return at.strftime("%Y-%m-%dT%H:%M")
