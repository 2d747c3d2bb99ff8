"""A device shows its one-time code, the same for pages and API."""

from __future__ import annotations

from flask import g, request

from chassis.web.problems import Problem
from gateway.context import parts
from gateway.models.station import Station
from gateway.operations.stations import pair_station


def pair_device(code: str) -> tuple[Station, str]:
    """The station and its key. Raises `wrong-pairing-code`, or `too-many-requests` after too many wrong ones."""
    here = parts()
    keys = {"pairing_code": request.remote_addr or ""}
    here.attempts.check(keys)
    try:
        with here.database.write() as session:
            station, key = pair_station(session, code, clock=here.clock)
    except Problem:
        here.attempts.count_failure(keys)
        raise
    g.audit_identity = station.identity()
    return station, key


def pairing_link(code: str) -> str:
    """The address that a device opens; it shows the code filled in and uses nothing up by itself."""
    return f"{parts().config.public_url.rstrip('/')}/pair/{code}"
