"""Keeps what units owe, whichever news comes first: the plan's, or that of one obligation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notification.models import Arrears, Conference, Obligation, arrears_id
from services.notification.operations.not_yet_known import NotYetKnown

_FACTS = ("code", "title", "unit_name", "state", "policy", "due_date", "extended_to", "strict_until", "last_moment")


def keep_planned_obligations(session: Session, data: dict[str, Any]) -> None:
    """Keep documents.obligations_planned. An older plan changes nothing.

    What it does not name any more is dropped, but for what arose by news of its own, which may be younger.
    """
    slug, plan_version = data["conference"], data["plan_version"]
    known = {each.id: each for each in obligations_of(session, slug)}
    if any(each.plan_version > plan_version for each in known.values()):
        return
    for item in data["obligations"]:
        row = known.pop(item["obligation_id"], None)
        if row is None:
            row = Obligation(id=item["obligation_id"], conference=slug, sequence=-1, round=0)
            row.dropped = row.arose = False
            session.add(row)
        _keep_focal_point(row, item)
        row.plan_version, row.dropped = plan_version, row.dropped and row.arose
        if item["version"] >= row.sequence:
            _keep(row, item, item["version"])
    for row in known.values():
        row.plan_version, row.dropped = plan_version, row.dropped or not row.arose
    session.flush()


def keep_obligation(session: Session, data: dict[str, Any], sequence: int) -> Obligation:
    """Keep the news of one obligation, which may have arisen without a plan or come before the news of it."""
    row = session.get(Obligation, data["obligation_id"], with_for_update=True)
    if row is None:
        row = Obligation(id=data["obligation_id"], conference=data["conference"], state=data["state"])
        row.sequence, row.round, row.plan_version, row.dropped, row.arose = -1, 0, 0, False, False
        session.add(row)
    if sequence > row.sequence:
        if row.state != data["state"]:
            row.round += 1
        _keep_focal_point(row, data)
        _keep(row, data, sequence)
        session.flush()
    return row


def keep_arisen(session: Session, data: dict[str, Any], sequence: int, *, dropped: bool) -> Obligation:
    """Keep documents.obligation_arisen, and the last news of it: documents.obligation_dropped."""
    row = keep_obligation(session, data, sequence)
    row.arose, row.dropped = True, row.dropped or dropped
    session.flush()
    return row


def obligations_of(session: Session, slug: str) -> list[Obligation]:
    """Everything that is or was owed."""
    return list(session.scalars(select(Obligation).where(Obligation.conference == slug).order_by(Obligation.id)))


def arrears_of(conference: Conference, obligations: Iterable[Obligation]) -> list[Arrears]:
    """What the office would be told, for each obligation and deadline; without units where nobody is late."""
    grouped: dict[tuple[str, datetime], list[Obligation]] = defaultdict(list)
    for each in obligations:
        grouped[each.code, each.last_moment].append(each)
    return [_arrears(conference, rows, rows[0], moment) for (_code, moment), rows in grouped.items()]


def arrears_at(session: Session, conference: Conference, obligation: Obligation, moment: datetime) -> Arrears:
    """The arrears of one deadline that an obligation has or had, also when no unit has it any more."""
    same = (Obligation.conference == conference.conference, Obligation.code == obligation.code)
    rows = session.scalars(select(Obligation).where(*same, Obligation.last_moment == moment)).all()
    return _arrears(conference, rows, obligation, moment)


def arrears_named(session: Session, conference: Conference, about: UUID) -> Arrears:
    """The arrears that a message is about. Raises `NotYetKnown` when the deadline is not there any more."""
    for each in arrears_of(conference, obligations_of(session, conference.conference)):
        if each.id == about:
            return each
    raise NotYetKnown(f"no deadline is known as {about}")


def _arrears(conference: Conference, rows: Iterable[Obligation], like: Obligation, moment: datetime) -> Arrears:
    return Arrears(
        id=arrears_id(conference.conference, like.code, moment),
        code=like.code,
        title=like.title,
        last_moment=moment,
        recipient_name=conference.contact_name or conference.host,
        recipient_email=conference.contact_email,
        units=tuple(sorted(row.unit_name for row in rows if row.is_owed)),
    )


def _keep_focal_point(row: Obligation, facts: dict[str, Any]) -> None:
    for name in ("focal_point_name", "focal_point_email", "focal_point_phone"):
        setattr(row, name, facts[name])


def _keep(row: Obligation, facts: dict[str, Any], sequence: int) -> None:
    for name in _FACTS:
        setattr(row, name, facts[name])
    row.sequence = sequence
