"""Whose pass is this? One SELECT for a scan, whichever way the delegate was found.

The delegate is locked until the end of the transaction: what is decided about them in this moment (a scan, an undo, an
excuse) is decided one after the other. Who needs several delegates locks them in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, Uuid, bindparam, exists, func, literal, null, select
from sqlalchemy.orm import Session

from chassis.db.bulk import among
from chassis.db.types import UtcDateTime
from services.registration.models import Affiliation, Conference, Delegate, Gate, ParticipantCategory, Pass, Unit
from services.registration.models.conference import passes_valid_until
from services.registration.operations.persons import BETWEEN_UNITS


@dataclass(frozen=True)
class Person:
    """A delegate as the gate greets them and events name them."""

    delegate_id: UUID
    full_name: str
    post: str | None
    kind: str
    state: str
    unit: str | None
    unit_name: str | None
    category: str
    category_name: str
    substitute_for_name: str | None
    seat: str | None


@dataclass(frozen=True)
class Holder(Person):
    """A delegate at the gate, found by name when the pass is None. `gate_known` is about the gate asked for.

    `conference_ends_at` and `timezone` decide until when their pass is good. `issued_at` is when it was issued; of a
    delegate found by name, the one they hold.
    """

    gate_known: bool
    conference_ends_at: datetime
    timezone: str
    pass_id: UUID | None
    issued_at: datetime | None
    revoked_at: datetime | None

    @property
    def expired_at(self) -> datetime | None:
        """From when on the pass opens no gate; None for a delegate found by name."""
        return None if self.pass_id is None else passes_valid_until(self.conference_ends_at, self.timezone)


def find_by_pass(session: Session, conference: str, gate: str, pass_id: UUID) -> Holder | None:
    """The holder of this pass of the conference, revoked or not."""
    return _holder(session, _BY_PASS, {"conference": conference, "gate": gate, "pass_id": pass_id})


def find_by_code(session: Session, conference: str, gate: str, code: str) -> Holder | None:
    """The holder of the pass with this short code, revoked or not."""
    return _holder(session, _BY_CODE, {"conference": conference, "gate": gate, "code": code})


def find_by_delegate(session: Session, conference: str, gate: str, delegate_id: UUID) -> Holder | None:
    """The delegate, whatever pass they hold."""
    return _holder(session, _BY_DELEGATE, {"conference": conference, "gate": gate, "delegate_id": delegate_id})


def people(
    session: Session, ids: Collection[UUID], *, conference: str | None = None, lock: bool = False
) -> dict[UUID, Person]:
    """These delegates, if they are of this conference; locked, if asked, until the end of the transaction."""
    statement = PEOPLE.where(among(session, _delegates.id, ids))
    if conference is not None:
        statement = statement.where(_delegates.conference == conference)
    if lock:
        statement = statement.order_by(_delegates.id).with_for_update(key_share=True, of=Delegate.__table__)
    return {row[0]: Person(*row) for row in session.execute(statement)} if ids else {}


def _holder(session: Session, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Holder | None:
    row = session.execute(statement, values).first()
    return None if row is None else Holder(*row)


# Tables and not mapped classes: nothing of the mapper's work is needed here, and scans are many.
_conferences, _delegates, _units, _categories, _gates, _passes = (
    cast(Table, mapped.__table__).c for mapped in (Conference, Delegate, Unit, ParticipantCategory, Gate, Pass)
)
_before = cast(Table, Delegate.__table__).alias("before")
"""The delegate whose place this one took over."""
_beside, _units_beside = cast(Table, Affiliation.__table__), cast(Table, Unit.__table__).alias("units_beside")


def _unit_names(own: ColumnElement[str]) -> ColumnElement[str]:
    """All the delegate's units, as they are greeted; asked for in the same statement."""
    named = (
        select(_units_beside.c.name)
        .join(_beside, (_units_beside.c.conference == _beside.c.conference) & (_units_beside.c.code == _beside.c.unit))
        .where(_beside.c.delegate_id == _delegates.id)
        .order_by(_beside.c.named_at)
        .correlate(Delegate.__table__)
        .subquery()
    )
    others = select(func.aggregate_strings(named.c.name, BETWEEN_UNITS)).scalar_subquery()
    return func.coalesce(own + func.coalesce(literal(BETWEEN_UNITS) + others, ""), others)


PEOPLE: Select[*tuple[Any, ...]] = (
    select(
        _delegates.id,
        _delegates.full_name,
        _delegates.post,
        _delegates.kind,
        _delegates.state,
        _delegates.unit,
        func.coalesce(_unit_names(_units.name), _delegates.organisation).label("unit_name"),
        _delegates.category,
        _categories.name.label("category_name"),
        _before.c.full_name.label("substitute_for_name"),
        _delegates.seat,
    )
    .select_from(Delegate.__table__)
    .outerjoin(Unit.__table__, (_units.conference == _delegates.conference) & (_units.code == _delegates.unit))
    .outerjoin(_before, _before.c.id == _delegates.substitute_for)
    .join(
        ParticipantCategory.__table__,
        (_categories.conference == _delegates.conference) & (_categories.code == _delegates.category),
    )
)
"""The columns of `Person`."""


def _statement(*pass_columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    gate = exists().where(_gates.conference == bindparam("conference"), _gates.code == bindparam("gate"))
    return (
        PEOPLE.add_columns(gate.label("gate_known"), _conferences.ends_at, _conferences.timezone, *pass_columns)
        .join(Conference.__table__, _conferences.slug == _delegates.conference)
        .where(_delegates.conference == bindparam("conference"))
        # What is decided about a delegate is decided one after the other (`services.registration.locks`).
        .with_for_update(key_share=True, of=Delegate.__table__)
    )


_held = cast(Table, Pass.__table__).alias("held").c
_HELD_SINCE = (
    select(_held.issued_at).where(_held.delegate_id == _delegates.id, _held.revoked_at.is_(None)).scalar_subquery()
)
_WITH_PASS = _statement(_passes.id.label("pass_id"), _passes.issued_at, _passes.revoked_at).join(
    Pass.__table__, _passes.delegate_id == _delegates.id
)
_BY_PASS = _WITH_PASS.where(_passes.id == bindparam("pass_id"))
_BY_CODE = _WITH_PASS.where(_passes.conference == bindparam("conference"), _passes.code == bindparam("code"))
_NO_PASS = (
    null().cast(Uuid).label("pass_id"),
    _HELD_SINCE.label("issued_at"),
    null().cast(UtcDateTime).label("revoked_at"),
)
_BY_DELEGATE = _statement(*_NO_PASS).where(_delegates.id == bindparam("delegate_id"))
