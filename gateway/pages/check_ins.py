"""The check-in log: every scan, whatever came of it, the latest first."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.choices import gate_names
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("check_ins", __name__, url_prefix="/conferences/<slug>/check-ins")

FILTERS = ("gate", "outcome")


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """All scans of the conference, those of stations that were without a network too."""
    answer = services().registration.get(path("conferences", slug, "check-ins"), **list_query(FILTERS))
    table = Table.of(answer, FILTERS)
    return render_template(
        "check_ins/list.html", slug=slug, table=table, gates=gate_names(slug), facts=conference_facts(slug)
    )
