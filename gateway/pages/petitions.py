"""Petitions: the board of the office, a room's drafting, a unit's own page, and one petition with its next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import stepped
from gateway.pages.tables import Table, chosen, list_query

blueprint = Blueprint("petitions", __name__, url_prefix="/conferences/<slug>/petitions")

FILTERS = ("q", "recipient", "room", "unit", "state")
EVERY = 500
NO_TARGET = ("merged", "withdrawn")
"""States of petitions that take in no other."""
STEP_FIELDS = {
    "assign": ("room", "note"),
    "draft": ("answer",),
    "return": ("reason",),
    "approve": (),
    "forward": ("document_number", "document_date"),
    "reply": ("reply",),
    "merge": ("into",),
    "withdraw": ("reason",),
}


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """All that the reader may know of; a unit sees its own with what was answered."""
    answer = services().documents.get(_address(slug), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "number")
    if require_reader().role is Role.UNIT:
        return render_template("petitions/own.html", slug=slug, table=table)
    return render_template("petitions/list.html", slug=slug, table=table, choices=_choices(slug))


@blueprint.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """What is asked for, and of whom."""
    return render_template("petitions/new.html", slug=slug, form=FormState(), choices=_choices(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Enter a petition."""
    form = FormState.sent()
    body = {name: form.text(name) or "" for name in ("content", "recipient")} | {"unit": form.text("unit")}
    try:
        petition = services().documents.post(_address(slug), body, key=form.key)
    except ServiceProblem as problem:
        return refused("petitions/new.html", form, problem, slug=slug, choices=_choices(slug))
    flash(_("Đã ghi kiến nghị số %(number)s.", number=petition["number"]), "success")
    return redirect(url_for("petitions.show", slug=slug, petition_id=petition["id"]), 303)


@blueprint.get("/<uuid:petition_id>")
def show(slug: str, petition_id: UUID) -> ResponseReturnValue:
    """One petition, its history, and what can be done now."""
    return render_template("petitions/show.html", form=FormState(), sent_to=None, **_page(slug, petition_id))


@blueprint.post("/<uuid:petition_id>")
def update(slug: str, petition_id: UUID) -> ResponseReturnValue:
    """Correct its words or its recipient."""
    form = FormState.sent()
    body = {name: form.text(name) or "" for name in ("content", "recipient")} | {"version": form.number("version")}
    address = _address(slug, petition_id)
    return _stepped(slug, petition_id, form, "correct", lambda: services().documents.patch(address, body, key=form.key))


@blueprint.post("/<uuid:petition_id>/<any(assign,draft,'return',approve,forward,reply,merge,withdraw):verb>")
def step(slug: str, petition_id: UUID, verb: str) -> ResponseReturnValue:
    """Take a step; what was typed stays when it is refused."""
    form = FormState.sent()
    typed = {name: form.text(name) for name in STEP_FIELDS[verb] if form.text(name) is not None}
    address, body = _address(slug, petition_id, verb), typed | {"version": form.number("version")}
    return _stepped(slug, petition_id, form, verb, lambda: services().documents.post(address, body, key=form.key))


@blueprint.get("/<any('petition-summary.pdf', 'petition-summary.xlsx'):name>")
def summary(slug: str, name: str) -> ResponseReturnValue:
    """The chosen petitions on paper, or as a workbook."""
    return passed_on(services().documents.open(path("conferences", slug, name), **chosen(FILTERS)))


def _stepped(slug: str, petition_id: UUID, form: FormState, verb: str, step: Callable[[], Any]) -> ResponseReturnValue:
    return stepped(
        step,
        url_for("petitions.show", slug=slug, petition_id=petition_id),
        lambda problem: refused("petitions/show.html", form, problem, sent_to=verb, **_page(slug, petition_id)),
    )


def _page(slug: str, petition_id: UUID) -> dict[str, Any]:
    petition = services().documents.get(_address(slug, petition_id))
    others: list[dict[str, Any]] = []
    if "merge" in petition["actions"]:
        same = services().documents.get(_address(slug), recipient=petition["recipient"], page_size=EVERY)["items"]
        others = [each for each in same if each["id"] != petition["id"] and each["state"] not in NO_TARGET]
    return {"slug": slug, "petition": petition, "others": others, "choices": _choices(slug)}


def _choices(slug: str) -> dict[str, Any]:
    """{"units", "rooms", "recipients"}: (code, name) of each, as forms want them."""
    answer = services().documents.get(_address(slug, "choices"))
    return {noun: [(each["code"], each["name"]) for each in items] for noun, items in answer.items()}


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "petitions", *more)
