"""Stations of a conference, for the office: pair a device, see whether it works, end its pairing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import ValidationError

from chassis.web.problems import FieldFault, Problem, field_faults, invalid_input
from chassis.web.resource import found
from gateway.auth.pairing import pairing_link
from gateway.auth.reader import require_reader
from gateway.context import parts
from gateway.language import page_language
from gateway.operations.stations import PairingOffer, end_pairing, find_station, offer_pairing, renew_code
from gateway.pages.choices import gate_names
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState, refused
from gateway.pages.pass_symbol import symbol_path
from gateway.queries.lists import list_stations
from gateway.schemas.stations import NewStationSchema, StationSchema

blueprint = Blueprint("stations", __name__, url_prefix="/conferences/<slug>/stations")

SHOWN = 200
LONG_UNSEEN = 120
"""Seconds after which a station that is switched on would have been seen again."""


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """All stations, and the form for another."""
    return render_template("stations/list.html", form=FormState(), **_page(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Offer a pairing and show its code, or the form again with what is wrong."""
    form = FormState.sent()
    try:
        data = _new_station(slug, form)
    except Problem as problem:
        return refused("stations/list.html", form, problem, **_page(slug))
    here = parts()
    with here.database.write() as session:
        offer = offer_pairing(session, conference=slug, **data, by=require_reader().identity.name, clock=here.clock)
    return _code_page(slug, offer)


@blueprint.post("/<uuid:station_id>/code")
def renew(slug: str, station_id: UUID) -> ResponseReturnValue:
    """Another code for a device that was not paired in time."""
    here = parts()
    with here.database.write() as session:
        offer = renew_code(session, found(find_station(session, slug, station_id)), clock=here.clock)
    return _code_page(slug, offer)


@blueprint.post("/<uuid:station_id>/end")
def end(slug: str, station_id: UUID) -> ResponseReturnValue:
    """End a pairing; the device can be paired again as another station."""
    here = parts()
    with here.database.write() as session:
        station = found(find_station(session, slug, station_id))
        end_pairing(session, station, by=require_reader().identity.name, clock=here.clock)
    here.stations.forget_all()
    flash(_("Đã thôi ghép “%(name)s”. Máy ấy không điểm danh được nữa.", name=station.name), "success")
    return redirect(url_for("stations.index", slug=slug), 303)


def _page(slug: str) -> dict[str, Any]:
    here = parts()
    with here.database.read() as session:
        page = list_stations(session, slug, {"page": 1, "page_size": SHOWN, "sort": None})
        stations: list[dict[str, Any]] = StationSchema(many=True).dump(page.items)
    now = here.clock()
    unseen = {
        str(each.id): each.seen_at is not None and (now - each.seen_at).total_seconds() > LONG_UNSEEN
        for each in page.items
    }
    known = {"gates": gate_names(slug), "facts": conference_facts(slug)}
    return {"slug": slug, "stations": stations, "unseen": unseen, **known}


def _new_station(slug: str, form: FormState) -> dict[str, Any]:
    gates = request.form.getlist("gates")
    try:
        data: dict[str, Any] = NewStationSchema().load({"name": form.text("name") or "", "gates": gates})
    except ValidationError as error:
        raise invalid_input(field_faults(error.messages, page_language())) from None
    if set(gates) - set(gate_names(slug)):
        raise invalid_input([FieldFault("/gates", str(_("Hội nghị không có cửa này.")))])
    return data


def _code_page(slug: str, offer: PairingOffer) -> ResponseReturnValue:
    link = pairing_link(offer.code)
    return render_template(
        "stations/code.html", slug=slug, station=offer.station, code=offer.code, link=link, symbol=symbol_path(link),
        gates=gate_names(slug), facts=conference_facts(slug),
    )  # fmt: skip
