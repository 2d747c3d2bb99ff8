"""The gate: choose one, then scan passes, type codes or find names; each scan is answered in words for the screen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.formats import clock_time, day_and_time
from gateway.security.audit import unaudited
from gateway.security.headers import GATE, content_policy

blueprint = Blueprint("gate", __name__, url_prefix="/conferences/<slug>/gate")

PERSON = ("full_name", "post", "unit_name", "category_name", "seat")
"""What a verdict says of whoever was scanned."""
SENT = ("pass", "code", "delegate_id", "scan_id", "scanned_at", "sent_at")
FOUND_AT_ONCE = 8
RECENT = 6
"""Lines of the last scans on the screen."""
SHORTEST_SEARCH = 2
"""Letters of a name before it is looked for, as registration asks for."""
BARE = "bare"
"""In the query: the page without anybody's data, for the device to keep."""


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Choose a gate."""
    if BARE in request.args:
        return render_template("gate/show.html", slug=slug, gates=gates_of_reader(slug), here={}, totals=None)
    numbers = services().registration.get(path("conferences", slug, "attendance"))
    here = {gate["code"]: gate["present"] for gate in numbers["by_gate"]}
    return render_template(
        "gate/show.html", slug=slug, gates=gates_of_reader(slug), here=here, totals=numbers["totals"]
    )


@blueprint.get("/<code>")
@content_policy(GATE)
def station(slug: str, code: str) -> ResponseReturnValue:
    """The station at one gate."""
    gate = _gate(slug, code)
    bare = BARE in request.args
    return render_template(
        "gate/station.html",
        slug=slug,
        gate=gate,
        kind=require_reader().kind,
        numbers=None if bare else _numbers(slug, code),
        recent=[] if bare else _recent(slug, code),
        facts=conference_facts(slug),
    )


@blueprint.post("/<code>/scans")
@unaudited
def scan(slug: str, code: str) -> ResponseReturnValue:
    """One scan: always the same JSON shape, so that the station has one way to show it.

    Status 200 means that registration has decided and the scan need not be sent again, whatever `outcome` says.
    """
    _gate(slug, code)
    sent = request.get_json()
    body = {name: sent[name] for name in SENT if isinstance(sent, dict) and name in sent}
    status, answer = services().registration.post_answered(
        path("conferences", slug, "check-ins"), {**body, "gate": code}
    )
    if status >= 500 or not isinstance(answer, dict):
        return json_answer({"outcome": "unavailable"}, 503)
    if status in (401, 403):
        return json_answer({"outcome": "signed_out"}, status)
    return json_answer(_verdict(slug, answer), 200)


@blueprint.post("/<code>/undo/<uuid:check_in_id>")
@unaudited
def undo(slug: str, code: str, check_in_id: UUID) -> ResponseReturnValue:
    """Take an accepted scan back; registration keeps by whom and why in its log."""
    address = path("conferences", slug, "check-ins", check_in_id, "undo")
    reason = _("Hoàn tác tại cửa %(gate)s", gate=_gate_name(slug, code))
    try:
        line = services().registration.post(address, {"reason": reason})
    except ServiceProblem as problem:
        return json_answer({"undone": False, "title": problem.title, "detail": problem.detail}, problem.status)
    return json_answer({"undone": True, "name": line["full_name"]}, 200)


@blueprint.get("/<code>/people")
def people(slug: str, code: str) -> ResponseReturnValue:
    """Delegates whose name has the typed words, with or without accents."""
    words = (request.args.get("q") or "").strip()
    found: dict[str, Any] | None = None
    if len(words) >= SHORTEST_SEARCH:
        address = path("conferences", slug, "delegates")
        found = services().registration.get(address, q=words[:80], page_size=FOUND_AT_ONCE)
    return render_template(
        "gate/people.html", slug=slug, code=code, words=words, found=found, facts=conference_facts(slug),
        gates={gate["code"]: gate["name"] for gate in gates_of_reader(slug)},
    )  # fmt: skip


@blueprint.get("/<code>/numbers")
def numbers(slug: str, code: str) -> ResponseReturnValue:
    """How many came by this gate and in all."""
    return json_answer(dict(_numbers(slug, code)), 200)


def gates_of_reader(slug: str) -> list[dict[str, Any]]:
    """The gates there are; for a station, those it may stand at."""
    gates: list[dict[str, Any]] = services().registration.get(path("conferences", slug, "gates"), page_size=100)[
        "items"
    ]
    reader = require_reader()
    return [gate for gate in gates if not reader.is_station or gate["code"] in reader.gates]


def _gate(slug: str, code: str) -> dict[str, Any]:
    gate = next((gate for gate in gates_of_reader(slug) if gate["code"] == code), None)
    if gate is None:
        raise Problem(NOT_FOUND)
    return gate


def _recent(slug: str, code: str) -> list[dict[str, Any]]:
    """The last scans of this gate, so that the list outlives loading the page anew."""
    log = services().registration.get(path("conferences", slug, "check-ins"), gate=code, page_size=RECENT)
    lines: list[dict[str, Any]] = log["items"]
    return lines


def _gate_name(slug: str, code: str) -> str:
    return next((str(gate["name"]) for gate in gates_of_reader(slug) if gate["code"] == code), code)


def _numbers(slug: str, code: str) -> dict[str, int]:
    attendance = services().registration.get(path("conferences", slug, "attendance"))
    here = next((gate["present"] for gate in attendance["by_gate"] if gate["code"] == code), 0)
    totals = attendance["totals"]
    return {"gate": here, "present": totals["present"], "confirmed": totals["confirmed"]}


def _verdict(slug: str, answer: dict[str, Any]) -> dict[str, Any]:
    delegate = answer.get("delegate") or {}
    person = {name: delegate.get(name) or "" for name in PERSON}
    shown = {"outcome": answer.get("outcome") or "refused", **person, "delegate_id": delegate.get("id")}
    shown["check_in_id"] = answer.get("check_in_id")
    if shown["outcome"] == "refused":
        shown |= {"title": answer.get("title") or "", "detail": answer.get("detail") or ""}
    if before := delegate.get("substitute_for_name"):
        shown["substitute_for"] = _("Đi thay đồng chí %(name)s", name=before)
    if first := answer.get("first"):
        shown["first"] = _first(slug, first)
    return shown


def _first(slug: str, first: dict[str, Any]) -> dict[str, str]:
    zone = conference_facts(slug)["timezone"]
    return {
        "gate": _gate_name(slug, first["gate"]),
        "time": clock_time(first["scanned_at"], zone),
        "moment": day_and_time(first["scanned_at"], zone),
        "by": first["by"],
    }


def json_answer(body: dict[str, Any], status: int) -> Response:
    """An answer for the station's script, which nothing on the way may keep."""
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
