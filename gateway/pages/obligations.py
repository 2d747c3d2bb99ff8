"""Obligations: what units owe and how far it is; for a unit, what it owes itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import Reader, require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.choices import unit_choices
from gateway.pages.done_elsewhere import place_of
from gateway.pages.obligation_board import Board, board_of
from gateway.pages.tables import Table, chosen, list_query
from gateway.security.audit import unaudited
from gateway.security.long_bodies import long_body, takes_files

blueprint = Blueprint("obligations", __name__, url_prefix="/conferences/<slug>/obligations")

FILTERS = ("q", "unit", "code", "state", "submission_state", "extension_asked", "late")
AT_ONCE = 500
OWN_UNIT_ONLY = frozenset({Role.UNIT, Role.BROADCASTER})


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """What a unit owes; for the office everything, the nearest deadline first."""
    if require_reader().role in OWN_UNIT_ONLY:
        return own(slug)
    answer = services().documents.get(path("conferences", slug, "obligations"), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "due_date")
    return render_template(
        "obligations/list.html", slug=slug, table=table, units=unit_choices(slug), may_owe=_has_room()
    )


@blueprint.get("/own")
def own(slug: str) -> ResponseReturnValue:
    """What the reader's unit or room owes: what was returned and why, what is due next, what has come."""
    reader = require_reader()
    items = _all(slug, unit=reader.identity.unit) if reader.identity.unit else []
    returned = [_details(slug, each) for each in items if each["submission_state"] == "returned"]
    places = {each["id"]: place_of(slug, each, reader.role) for each in items}
    return render_template(
        "obligations/own.html",
        slug=slug,
        returned=returned,
        places=places,
        owed=[each for each in items if each["submission_state"] == "awaited"],
        came=[each for each in items if each["state"] == "came"],
    )


@blueprint.get("/board")
def board(slug: str) -> ResponseReturnValue:
    """Each unit beside each obligation."""
    wanted = chosen(FILTERS)
    items = _all(slug, **wanted)
    shown: Board = board_of(items)
    return render_template("obligations/board.html", slug=slug, board=shown, filters=wanted, may_owe=_has_room())


@blueprint.get("/export.xlsx")
def export(slug: str) -> ResponseReturnValue:
    """The whole of the list that the page shows a part of."""
    return passed_on(services().documents.open(path("conferences", slug, "obligations.xlsx"), **chosen(FILTERS)))


@blueprint.post("/uploads")
@takes_files
@unaudited
def upload(slug: str) -> ResponseReturnValue:
    """A file on its way in, sent by the page's script to show how far it is; it counts when it is handed in."""
    filename = request.args.get("filename", "")[-150:]
    try:
        kept = services().documents.post_long(path("conferences", slug, "uploads"), long_body(), filename=filename)
    except ServiceProblem as problem:
        return jsonify(title=problem.title, detail=problem.detail), problem.status
    return jsonify(id=kept["id"]), 201


def _has_room() -> bool:
    reader: Reader = require_reader()
    return reader.role is Role.DEPARTMENT and reader.identity.unit is not None


def _details(slug: str, item: dict[str, Any]) -> dict[str, Any]:
    obligation: dict[str, Any] = services().documents.get(path("conferences", slug, "obligations", item["id"]))
    return obligation


def _all(slug: str, **filters: Any) -> list[dict[str, Any]]:
    """Everything that matches, the nearest deadline first."""
    items: list[dict[str, Any]] = []
    number, total = 1, 1
    while len(items) < total:
        query = filters | {"page": number, "page_size": AT_ONCE}
        answer = services().documents.get(path("conferences", slug, "obligations"), **query)
        if not answer["items"]:
            break
        items += answer["items"]
        number, total = number + 1, int(answer["total"])
    return items
