"""Whose pass is this? One SELECT for a scan, whichever way the delegate was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, exists, null, select
from sqlalchemy.orm import Session

from chassis.db.types import UtcDateTime
from services.registration.models import Delegate, Gate, ParticipantCategory, Pass, Unit


@dataclass(frozen=True)
class Holder:
    """A delegate at the gate, found by name when the pass is None. `gate_known` is about the gate asked for."""

    delegate_id: UUID
    full_name: str
    post: str | None
    kind: str
    state: str
    unit: str | None
    unit_name: str | None
    category: str
    category_name: str
    gate_known: bool
    pass_id: UUID | None
    revoked_at: datetime | None
    expires_at: datetime | None


def find_by_pass(session: Session, conference: str, gate: str, pass_id: UUID) -> Holder | None:
    """The holder of this pass of the conference, revoked or not."""
    return _holder(session, _BY_PASS, {"conference": conference, "gate": gate, "pass_id": pass_id})


def find_by_code(session: Session, conference: str, gate: str, code: str) -> Holder | None:
    """The holder of the pass with this short code, revoked or not."""
    return _holder(session, _BY_CODE, {"conference": conference, "gate": gate, "code": code})


def find_by_delegate(session: Session, conference: str, gate: str, delegate_id: UUID) -> Holder | None:
    """The delegate, whatever pass they hold."""
    return _holder(session, _BY_DELEGATE, {"conference": conference, "gate": gate, "delegate_id": delegate_id})


def _holder(session: Session, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Holder | None:
    row = session.execute(statement, values).first()
    return None if row is None else Holder(*row)


def _statement(*pass_columns: Any) -> Select[*tuple[Any, ...]]:
    gate = exists().where(Gate.conference == bindparam("conference"), Gate.code == bindparam("gate"))
    unit = (Unit.conference == Delegate.conference) & (Unit.code == Delegate.unit)
    category = (ParticipantCategory.conference == Delegate.conference) & (ParticipantCategory.code == Delegate.category)
    return (
        select(
            Delegate.id,
            Delegate.full_name,
            Delegate.post,
            Delegate.kind,
            Delegate.state,
            Delegate.unit,
            Unit.name,
            Delegate.category,
            ParticipantCategory.name,
            gate,
            *pass_columns,
        )
        .select_from(Delegate)
        .outerjoin(Unit, unit)
        .join(ParticipantCategory, category)
        .where(Delegate.conference == bindparam("conference"))
    )


_WITH_PASS = _statement(Pass.id, Pass.revoked_at, Pass.expires_at).join(Pass, Pass.delegate_id == Delegate.id)
_BY_PASS = _WITH_PASS.where(Pass.id == bindparam("pass_id"))
_BY_CODE = _WITH_PASS.where(Pass.conference == bindparam("conference"), Pass.code == bindparam("code"))
_NO_PASS = (
    null().cast(Uuid).label("pass_id"),
    null().cast(UtcDateTime).label("revoked_at"),
    null().cast(UtcDateTime).label("expires_at"),
)
_BY_DELEGATE = _statement(*_NO_PASS).where(Delegate.id == bindparam("delegate_id"))
