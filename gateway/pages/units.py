"""Units: who answered, whom they send, and how many of those are here."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.choices import category_choices
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("units", __name__, url_prefix="/conferences/<slug>/units")

FILTERS = ("q", "category", "answer")


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """By protocol rank."""
    answer = services().registration.get(path("conferences", slug, "units"), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "protocol_rank")
    return render_template("units/list.html", slug=slug, table=table, categories=category_choices(slug))
