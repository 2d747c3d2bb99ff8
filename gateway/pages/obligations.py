"""Obligations: what units owe, by when under both readings; for a unit, what it owes itself."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.pages.choices import unit_choices
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("obligations", __name__, url_prefix="/conferences/<slug>/obligations")

FILTERS = ("q", "unit", "state")
OWN_UNIT_ONLY = frozenset({Role.UNIT, Role.BROADCASTER})


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The nearest deadline first."""
    role = require_reader().role
    answer = services().documents.get(path("conferences", slug, "obligations"), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "due_date")
    if role in OWN_UNIT_ONLY:
        return render_template("obligations/own.html", slug=slug, table=table)
    return render_template("obligations/list.html", slug=slug, table=table, units=unit_choices(slug))
