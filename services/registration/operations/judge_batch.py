"""Whom the scans of a batch are about and what speaks against them: as `judge_scan`, for many at once.

They were made without a network, so they are judged by the time they happened: a pass that was revoked later was good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from chassis.db.bulk import among
from chassis.web.problems import ProblemType
from services.registration import rules
from services.registration.models import Conference, Gate, Pass
from services.registration.operations.judge_scan import Scan, is_from_the_future
from services.registration.operations.settle import Book
from services.registration.pass_codes import WrongCode, parse_code
from services.registration.passes import ForgedPass, PassSigner
from services.registration.problems.check_ins import (
    CODE_UNKNOWN,
    DELEGATE_NOT_CONFIRMED,
    DELEGATE_SUBSTITUTED,
    DELEGATE_UNKNOWN,
    GATE_NOT_PAIRED,
    GATE_UNKNOWN,
    PASS_EXPIRED,
    PASS_FORGED,
    PASS_OF_ANOTHER_CONFERENCE,
    PASS_REPLACED,
    PASS_REVOKED,
    SCAN_TURNED_AWAY,
    SCANNED_IN_THE_FUTURE,
)
from services.registration.queries.holders import Person
from services.registration.workflows.delegate import DelegateState

_PASSES = cast(Table, Pass.__table__).c


@dataclass(frozen=True)
class Found:
    """Whom a scan is about, as far as known: `problem` says why nobody was found."""

    delegate_id: UUID | None = None
    pass_id: UUID | None = None
    problem: ProblemType | None = None


@dataclass(frozen=True)
class _Read:
    """What a scan says before the database is asked."""

    pass_id: UUID | None = None
    code: str | None = None
    delegate_id: UUID | None = None
    problem: ProblemType | None = None


def find_scanned(session: Session, conference: str, scans: Sequence[Scan], signer: PassSigner) -> list[Found]:
    """Whom each scan is about, in their order: one SELECT. Whether a delegate_id exists is seen when it is locked."""
    read = [_read(scan, signer) for scan in scans]
    passes = _passes(session, conference, read)
    return [_found(each, passes) for each in read]


@dataclass(frozen=True)
class Place:
    """What scans of a conference are judged by: its gates, and until when its passes are good."""

    gates: frozenset[str]
    valid_until: datetime


def place_of(session: Session, slug: str) -> Place:
    """The gates and the end of a conference that exists."""
    gates = session.scalars(select(Gate.code).where(Gate.conference == slug))
    return Place(frozenset(gates), session.get_one(Conference, slug).passes_valid_until)


def objection(
    scan: Scan, found: Found, whose: tuple[Person, Book] | None, place: Place, happened_at: datetime
) -> ProblemType | None:
    """What speaks against a scan made without a network. `whose` is None when there is no such delegate."""
    if found.problem is not None:
        return found.problem
    if whose is None:
        return DELEGATE_UNKNOWN
    if is_from_the_future(scan, happened_at):
        return SCANNED_IN_THE_FUTURE
    if scan.gate not in place.gates:
        return GATE_UNKNOWN
    if not rules.may_stand_at(scan.by, scan.gate):
        return GATE_NOT_PAIRED
    if found.pass_id is not None and place.valid_until <= happened_at:
        return PASS_EXPIRED
    dead = _dead(found.pass_id, *whose, happened_at)
    return dead or (None if scan.admitted else SCAN_TURNED_AWAY)


def _read(scan: Scan, signer: PassSigner) -> _Read:
    if scan.pass_text is not None:
        return _read_pass(scan, scan.pass_text, signer)
    if scan.code is None:
        return _Read(delegate_id=scan.delegate_id)
    try:
        return _Read(code=parse_code(scan.code))
    except WrongCode:
        return _Read(problem=CODE_UNKNOWN)


def _read_pass(scan: Scan, text: str, signer: PassSigner) -> _Read:
    try:
        read = signer.read(text.strip())
    except ForgedPass:
        return _Read(problem=PASS_FORGED)
    if not read.is_for(scan.conference):
        return _Read(problem=PASS_OF_ANOTHER_CONFERENCE)
    return _Read(pass_id=read.pass_id)


def _passes(session: Session, conference: str, read: Iterable[_Read]) -> Mapping[Any, Found]:
    """Holders by pass id and by code."""
    ids = {each.pass_id for each in read if each.pass_id is not None}
    codes = {each.code for each in read if each.code is not None}
    if not ids and not codes:
        return {}
    asked = [among(session, column, keys) for column, keys in ((_PASSES.id, ids), (_PASSES.code, codes)) if keys]
    named = select(_PASSES.id, _PASSES.code, _PASSES.delegate_id).where(_PASSES.conference == conference, or_(*asked))
    holders: dict[Any, Found] = {}
    for pass_id, code, delegate_id in session.execute(named):
        holders[pass_id] = holders[code] = Found(delegate_id, pass_id)
    return holders


def _found(read: _Read, passes: Mapping[Any, Found]) -> Found:
    if read.problem is not None:
        return Found(problem=read.problem)
    if read.pass_id is not None:
        return passes.get(read.pass_id, Found(problem=PASS_FORGED))
    if read.code is not None:
        return passes.get(read.code, Found(problem=CODE_UNKNOWN))
    return Found(read.delegate_id)


def _dead(pass_id: UUID | None, person: Person, book: Book, happened_at: datetime) -> ProblemType | None:
    if pass_id is None:
        alive = _held_one(book.passes, happened_at)
    else:
        revoked_at = next(held["revoked_at"] for held in book.passes if held["id"] == pass_id)
        alive = revoked_at is None or happened_at < revoked_at
    if alive:
        return None
    if person.state == DelegateState.SUBSTITUTED:
        return DELEGATE_SUBSTITUTED
    if pass_id is None:
        return DELEGATE_NOT_CONFIRMED
    return PASS_REPLACED if person.state == DelegateState.CONFIRMED else PASS_REVOKED


def _held_one(passes: Sequence[Mapping[str, Any]], happened_at: datetime) -> bool:
    """Whether a delegate found by name was confirmed then. Before the first pass a clock was behind."""
    first = min((held["issued_at"] for held in passes), default=None)
    return any(
        (held["issued_at"] == first or held["issued_at"] <= happened_at)
        and (held["revoked_at"] is None or happened_at < held["revoked_at"])
        for held in passes
    )
