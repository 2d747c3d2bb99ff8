"""Commendations: the office builds the order of call; on the stage it is read from and ticked off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.choices import unit_choices
from gateway.pages.forms import FormState, refused
from gateway.pages.order import moved
from gateway.pages.steps import attempted, back

blueprint = Blueprint("commendations", __name__, url_prefix="/conferences/<slug>/commendations")

EVERY = 500


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The order of call, to be built: drag, keys, or the buttons at each line."""
    return render_template("commendations/list.html", slug=slug, form=FormState(), **_choices(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Put one at the end: a commended delegate, a unit, or a collective by its name."""
    form = FormState.sent()
    kind, _separator, value = (form.text("recipient") or "").partition(":")
    recipient = {"delegate_id": value} if kind == "delegate" else {"unit": value} if kind == "unit" else {}
    body = {"title": form.text("title"), "recipient_name": form.text("recipient_name")} | recipient
    try:
        services().registration.post(_address(slug), body, key=form.key)
    except ServiceProblem as problem:
        return refused("commendations/list.html", form, problem, slug=slug, **_choices(slug))
    flash(_("Đã thêm vào cuối danh sách khen thưởng."), "success")
    return redirect(url_for("commendations.index", slug=slug), 303)


@blueprint.post("/order")
def order(slug: str) -> ResponseReturnValue:
    """Keep the order that the page shows, after moving one line when its button was pressed."""
    places = [dict(zip(("id", "version"), text.rsplit(":", 1), strict=True)) for text in request.form.getlist("place")]
    wanted = moved(places, request.form.get("move", ""))
    body = {"order": [{"id": place["id"], "version": int(place["version"])} for place in wanted]}
    attempted(lambda: services().registration.put(_address(slug, "order"), body))
    return redirect(url_for("commendations.index", slug=slug), 303)


@blueprint.post("/<uuid:commendation_id>/<any(call,receive,'take-back',remove):verb>")
def step(slug: str, commendation_id: UUID, verb: str) -> ResponseReturnValue:
    """Call, hand over, take back; or take it off the list."""
    form = FormState.sent()
    body = {"version": form.number("version")}
    attempted(lambda: services().registration.post(_address(slug, commendation_id, verb), body, key=form.key))
    return back(url_for("commendations.index" if verb == "remove" else "commendations.stage", slug=slug))


@blueprint.post("/<uuid:commendation_id>/proxy")
def proxy(slug: str, commendation_id: UUID) -> ResponseReturnValue:
    """Say who receives on behalf: a delegate of the unit, else a name; neither means in person."""
    form = FormState.sent()
    body = {
        "version": form.number("version"),
        "proxy_delegate_id": form.text("proxy_delegate_id"),
        "proxy_name": None if form.text("proxy_delegate_id") else form.text("proxy_name"),
    }
    attempted(lambda: services().registration.put(_address(slug, commendation_id, "proxy"), body, key=form.key))
    return back(url_for("commendations.stage", slug=slug))


@blueprint.get("/<uuid:commendation_id>")
def show(slug: str, commendation_id: UUID) -> ResponseReturnValue:
    """Who receives on behalf, to be chosen among those of the same unit, those who are here first."""
    commendation = next((each for each in _all(slug) if each["id"] == str(commendation_id)), None)
    if commendation is None:
        return redirect(url_for("commendations.stage", slug=slug), 303)
    unit = commendation["recipient"]["unit"]
    return render_template(
        "commendations/proxy.html",
        slug=slug,
        commendation=commendation,
        colleagues=_colleagues(slug, unit, commendation),
    )


@blueprint.get("/stage")
def stage(slug: str) -> ResponseReturnValue:
    """Who is called next, who was called, and the whole list; live."""
    commendations = _all(slug)
    return render_template(
        "commendations/stage.html",
        slug=slug,
        commendations=commendations,
        current=next((each for each in commendations if each["state"] != "received"), None),
        received=sum(each["state"] == "received" for each in commendations),
    )


@blueprint.get("/list.pdf")
def paper(slug: str) -> ResponseReturnValue:
    """The list on paper, for whoever reads it out."""
    return passed_on(services().documents.open(path("conferences", slug, "commendation-list.pdf")))


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "commendations", *more)


def _all(slug: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = services().registration.get(_address(slug), page_size=EVERY)["items"]
    return items


def _choices(slug: str) -> dict[str, Any]:
    commended = services().registration.get(path("conferences", slug, "delegates"), kind="commended", page_size=EVERY)
    return {"commendations": _all(slug), "commended": commended["items"], "units": unit_choices(slug)}


def _colleagues(slug: str, unit: str | None, commendation: dict[str, Any]) -> list[dict[str, Any]]:
    if unit is None:
        return []
    found = services().registration.get(
        path("conferences", slug, "delegates"), unit=unit, state="confirmed", page_size=EVERY
    )["items"]
    others = [each for each in found if each["id"] != commendation["recipient"]["delegate_id"]]
    return sorted(others, key=lambda each: not each["present"])
