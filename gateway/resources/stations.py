"""Stations over HTTP: offered and ended by an organizer, paired by a device that shows the code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask.views import MethodView

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.problems import FieldFault, invalid_input
from chassis.web.resource import found, permit
from gateway.auth.pairing import pair_device, pairing_link
from gateway.clients.gates import gate_names_of
from gateway.clients.services import Caller, Services
from gateway.context import parts
from gateway.language import in_page_language, page_language
from gateway.models.station import Station
from gateway.operations.stations import PairingOffer, end_pairing, find_station, offer_pairing, renew_code
from gateway.queries.lists import list_stations
from gateway.resources.base import GatewayResource
from gateway.schemas.stations import (
    NewStationSchema,
    PairedStationSchema,
    PairingCodeSchema,
    PairingOfferSchema,
    StationArguments,
    StationSchema,
)

blueprint = Blueprint("api_stations", __name__, url_prefix="/api/v1")

KEEPERS = (Role.ORGANIZER, Role.ADMINISTRATOR)
_UNKNOWN_GATE = Text("Hội nghị không có cửa này.", "The conference has no such gate.")


class StationResource(GatewayResource):
    """What concerns the stations of one conference."""

    def gates(self, slug: str) -> dict[str, str]:
        """{code: name} of the conference's gates. Raises `ServiceProblem` for an unknown conference."""
        here = parts()
        asked = Services(here.transports, here.signer, Caller(self.identity, page_language()))
        return gate_names_of(asked.registration, slug)

    def station(self, slug: str, station_id: UUID) -> Station:
        """The station, or 404."""
        return found(find_station(self.session, slug, station_id))


@blueprint.route("/conferences/<slug>/stations")
class Stations(StationResource):
    """All stations of a conference."""

    @permit(*KEEPERS)
    @blueprint.doc(operationId="list_stations", tags=["stations"])
    @blueprint.arguments(StationArguments, location="query")
    @blueprint.response(200, page_schema(StationSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Any]:
        """List stations: when each was last seen, and how many scans it has not sent."""
        self.gates(slug)
        return list_stations(self.session, slug, arguments)

    @permit(*KEEPERS)
    @blueprint.doc(operationId="create_station", tags=["stations"])
    @blueprint.arguments(NewStationSchema)
    @blueprint.response(201, PairingOfferSchema)
    def post(self, data: dict[str, Any], slug: str) -> Any:
        """Offer a pairing: the answer holds a code that one device can use within a quarter of an hour."""
        known = self.gates(slug)
        faults = [
            FieldFault(f"/gates/{place}", in_page_language(_UNKNOWN_GATE))
            for place, code in enumerate(data["gates"])
            if code not in known
        ]
        if faults:
            raise invalid_input(faults)
        return _offer(
            offer_pairing(self.session, conference=slug, **data, by=self.identity.name, clock=self.context.clock)
        )


@blueprint.route("/conferences/<slug>/stations/<uuid:station_id>/code")
class StationCode(StationResource):
    """The code of a station that is not paired yet."""

    @permit(*KEEPERS)
    @blueprint.doc(operationId="renew_station_code", tags=["stations"])
    @blueprint.response(200, PairingOfferSchema)
    def post(self, slug: str, station_id: UUID) -> Any:
        """Get another code; the old one stops working."""
        return _offer(renew_code(self.session, self.station(slug, station_id), clock=self.context.clock))


@blueprint.route("/conferences/<slug>/stations/<uuid:station_id>/end")
class EndStation(StationResource):
    """A pairing, to be ended."""

    @permit(*KEEPERS)
    @blueprint.doc(operationId="end_station", tags=["stations"])
    @blueprint.response(200, StationSchema)
    def post(self, slug: str, station_id: UUID) -> Any:
        """End the pairing: the device is refused at once, and drops its data when it learns of it."""
        station = self.station(slug, station_id)
        end_pairing(self.session, station, by=self.identity.name, clock=self.context.clock)
        parts().stations.forget_all()
        return station


@blueprint.route("/stations/pair")
class PairStation(MethodView):
    """Where a device becomes a station."""

    @blueprint.doc(operationId="pair_station", tags=["stations"], security=[])
    @blueprint.arguments(PairingCodeSchema)
    @blueprint.response(201, PairedStationSchema)
    @blueprint.problems(401, 422, 429)
    def post(self, data: dict[str, str]) -> Any:
        """Exchange a one-time code for the station's key."""
        station, key = pair_device(data["code"])
        return {"key": key, "station": station, "conference": station.conference}


def _offer(offer: PairingOffer) -> dict[str, Any]:
    expires_at = offer.station.code_expires_at
    return {
        "station": offer.station,
        "code": offer.code,
        "code_expires_at": expires_at,
        "link": pairing_link(offer.code),
    }
