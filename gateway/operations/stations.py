"""Stations: offer a pairing, pair a device with its code, note what it tells, end the pairing."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.web.problems import Problem
from gateway.models.station import Station
from gateway.operations.tokens import token_hash
from gateway.problems import STATION_IS_PAIRED, WRONG_PAIRING_CODE

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without I, L, O, 0 and 1, which are taken for each other."""
CODE_LENGTH = 8
CODE_LIFETIME = timedelta(minutes=15)
KEY_PREFIX = "hns_"
"""Tells a station's key from an account's token."""
_SEPARATORS = re.compile(r"[\s.\-]")


@dataclass(frozen=True)
class PairingOffer:
    """A station to be paired, with the code that is shown this once."""

    station: Station
    code: str


def offer_pairing(
    session: Session, *, conference: str, name: str, gates: Sequence[str], by: str, clock: Clock
) -> PairingOffer:
    """A new station, whose device has a short while to show the code."""
    now = clock()
    station = Station(
        conference=conference,
        name=unicodedata.normalize("NFC", name.strip()),
        gates=list(dict.fromkeys(gates)),
        created_at=now,
        created_by=by,
        scans_waiting=0,
    )
    session.add(station)
    return _with_new_code(session, station, clock)


def renew_code(session: Session, station: Station, *, clock: Clock) -> PairingOffer:
    """Another code for a station that no device was paired with yet; the old one is worthless.

    Raises the problem `station-is-paired`.
    """
    if station.state != "offered":
        raise Problem(STATION_IS_PAIRED)
    return _with_new_code(session, station, clock)


def pair_station(session: Session, typed_code: str, *, clock: Clock) -> tuple[Station, str]:
    """The station of this code, and the key for its device: shown this once. The code is used up.

    Raises the problem `wrong-pairing-code`, the same for a code that never was, is used up, or too old.
    """
    now = clock()
    statement = select(Station).where(
        Station.code_hash == token_hash(normal_code(typed_code)), Station.code_expires_at > now
    )
    station = session.scalar(statement.with_for_update())
    if station is None:
        raise Problem(WRONG_PAIRING_CODE)
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    station.code_hash = station.code_expires_at = None
    station.key_hash = token_hash(key)
    station.paired_at = station.seen_at = now
    session.flush()
    return station, key


def end_pairing(session: Session, station: Station, *, by: str, clock: Clock) -> None:
    """The device's key and an unused code are worthless from now on. Twice is once.

    The hash of the key stays, so that the device is told that its pairing ended, and drops what it holds.
    """
    if station.ended_at is None:
        station.code_hash = station.code_expires_at = None
        station.ended_at = clock()
        station.ended_by = by
        session.flush()


def note_seen(session: Session, station_id: UUID, *, waiting: int | None = None, clock: Clock) -> None:
    """The station asked just now; `waiting` is how many scans it says it has not sent yet."""
    values: dict[str, object] = {"seen_at": clock()}
    if waiting is not None:
        values["scans_waiting"] = waiting
    session.execute(update(Station).where(Station.id == station_id).values(values))


def station_of_key(session: Session, hashed: str) -> Station | None:
    """The station whose key has this hash, also one whose pairing has ended."""
    return session.scalar(select(Station).where(Station.key_hash == hashed))


def find_station(session: Session, conference: str, station_id: UUID) -> Station | None:
    """A station of this conference."""
    return session.scalar(select(Station).where(Station.conference == conference, Station.id == station_id))


def normal_code(typed: str) -> str:
    """A code as it was made, from how somebody typed it."""
    return _SEPARATORS.sub("", typed).upper()


def _with_new_code(session: Session, station: Station, clock: Clock) -> PairingOffer:
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    station.code_hash = token_hash(code)
    station.code_expires_at = clock() + CODE_LIFETIME
    session.flush()
    return PairingOffer(station, code)
