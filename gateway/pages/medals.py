"""Nominations for the medal: a unit's own page, the office's list with what speaks against each, and one in full."""

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
from gateway.pages.choices import unit_choices
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import stepped
from gateway.pages.tables import Table, chosen, list_query

blueprint = Blueprint("medals", __name__, url_prefix="/conferences/<slug>/medals")

FILTERS = ("q", "unit", "state")


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """All that the reader may know of."""
    answer = services().documents.get(_address(slug), **list_query(FILTERS))
    return render_template(
        "medals/list.html", slug=slug, table=Table.of(answer, FILTERS, "nominated_at"), units=_units(slug)
    )


@blueprint.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """Who is nominated, and for what."""
    return render_template("medals/new.html", form=FormState(), **_new(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Nominate a person."""
    form = FormState.sent()
    body = _person(form) | {"unit": form.text("unit")}
    try:
        nomination = services().documents.post(_address(slug), body, key=form.key)
    except ServiceProblem as problem:
        return refused("medals/new.html", form, problem, **_new(slug))
    flash(_("Đã ghi đề nghị xét tặng cho đồng chí %(name)s.", name=nomination["full_name"]), "success")
    return redirect(url_for("medals.show", slug=slug, nomination_id=nomination["id"]), 303)


@blueprint.get("/<uuid:nomination_id>")
def show(slug: str, nomination_id: UUID) -> ResponseReturnValue:
    """One nomination, what speaks against it, and what can be done now."""
    return render_template("medals/show.html", form=FormState(), sent_to=None, **_page(slug, nomination_id))


@blueprint.post("/<uuid:nomination_id>")
def update(slug: str, nomination_id: UUID) -> ResponseReturnValue:
    """Correct it, or complete what was sent back."""
    form = FormState.sent()
    body = _person(form) | {"version": form.number("version")}
    address = _address(slug, nomination_id)
    return _stepped(
        slug, nomination_id, form, "correct", lambda: services().documents.patch(address, body, key=form.key)
    )


@blueprint.post("/<uuid:nomination_id>/<any(verify,'return',send,decide,withdraw):verb>")
def step(slug: str, nomination_id: UUID, verb: str) -> ResponseReturnValue:
    """Take a step; what was typed stays when it is refused."""
    form = FormState.sent()
    body = {"version": form.number("version")} | _step_body(form, verb)
    address = _address(slug, nomination_id, verb)
    return _stepped(slug, nomination_id, form, verb, lambda: services().documents.post(address, body, key=form.key))


@blueprint.get("/<any('list.pdf', 'list.xlsx'):name>")
def paper(slug: str, name: str) -> ResponseReturnValue:
    """The chosen nominations on paper, or as a workbook."""
    return passed_on(services().documents.open(_address(slug, name), **chosen(FILTERS)))


def _step_body(form: FormState, verb: str) -> dict[str, Any]:
    if verb == "verify":
        return {"years": form.number("years")}
    if verb == "send":
        return {name: form.text(name) for name in ("document_number", "document_date")}
    if verb == "decide":
        return {"awarded": {"yes": True, "no": False}.get(form.text("awarded") or ""), "reason": form.text("reason")}
    return {"reason": form.text("reason") or ""}


def _person(form: FormState) -> dict[str, Any]:
    return {
        "full_name": form.text("full_name") or "",
        "post": form.text("post") or "",
        "birth_year": form.number("birth_year"),
        "years_of_service": form.number("years_of_service"),
        "awarded_before": form.text("awarded_before") == "yes",
        "merits": form.text("merits"),
    }


def _new(slug: str) -> dict[str, Any]:
    return {"slug": slug, "units": _units(slug), "rule": services().documents.get(_address(slug, "rule"))}


def _units(slug: str) -> list[tuple[str, str]]:
    return [] if require_reader().role is Role.UNIT else unit_choices(slug)


def _stepped(
    slug: str, nomination_id: UUID, form: FormState, verb: str, step: Callable[[], Any]
) -> ResponseReturnValue:
    return stepped(
        step,
        url_for("medals.show", slug=slug, nomination_id=nomination_id),
        lambda problem: refused("medals/show.html", form, problem, sent_to=verb, **_page(slug, nomination_id)),
    )


def _page(slug: str, nomination_id: UUID) -> dict[str, Any]:
    return {"slug": slug, "nomination": services().documents.get(_address(slug, nomination_id))}


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "medal-nominations", *more)
