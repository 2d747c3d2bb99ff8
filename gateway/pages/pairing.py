"""Pairing a device: its browser opens the link or types the code, and is a station from then on."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from chassis.web.problems import Problem
from gateway.auth.pairing import pair_device
from gateway.auth.reader import begin_station_session
from gateway.context import parts
from gateway.pages.forms import FormState, refused

blueprint = Blueprint("pairing", __name__)


@blueprint.get("/pair")
def show() -> ResponseReturnValue:
    """Where the code is typed."""
    return render_template("pairing/show.html", form=FormState())


@blueprint.get("/pair/<code>")
def open_link(code: str) -> ResponseReturnValue:
    """The same, with the code filled in. It is used up by the button, not by looking: phones look ahead at links."""
    response = Response(render_template("pairing/show.html", form=FormState({"code": code[:40]})), mimetype="text/html")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.post("/pair")
def pair() -> ResponseReturnValue:
    """Make this browser a station, or say why not."""
    form = FormState.sent()
    try:
        station, key = pair_device(form.values.get("code", ""))
    except Problem as problem:
        return refused("pairing/show.html", form, problem)
    begin_station_session(key, parts().clock())
    only = station.gates[0] if len(station.gates) == 1 else None
    if only is None:
        return redirect(url_for("gate.show", slug=station.conference), 303)
    return redirect(url_for("gate.station", slug=station.conference, code=only), 303)


@blueprint.get("/pair/ended")
def ended() -> ResponseReturnValue:
    """What a device shows after its pairing was ended."""
    return render_template("pairing/ended.html")
