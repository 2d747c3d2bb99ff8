"""What a station must know to go on without a network: everybody, their passes, and who is in already.

    whole     no cursor, or one that tells too little: another plan, too old, too much has happened since
    changes   what the news since the cursor is about; the outbox is the list of what changed

A cursor stops short of the last minute: a transaction that began earlier may commit later. So the changes of that
minute come twice, which is harmless: people and check-ins are told as they are now, by their ids.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from chassis.messaging.tables import outbox
from services.registration.models import CheckIn, Conference, Delegate, Gate, Outcome, Pass
from services.registration.passes import PassSigner, conference_mark
from services.registration.queries.holders import PEOPLE

UNCOMMITTED_FOR = timedelta(minutes=1)
"""No transaction takes longer."""
GOOD_FOR = timedelta(days=7)
"""Less than the outbox keeps what was told."""
MOST_CHANGES = 5000
_CURSOR = re.compile(r"(\d{1,18})\.(\d{1,9})\.(\d{1,12})")
_LOG, _PASSES, _DELEGATES = (cast(Table, model.__table__) for model in (CheckIn, Pass, Delegate))


@dataclass(frozen=True)
class Cursor:
    """How far a station knows: place in the outbox, version of the plan, and when it was told."""

    position: int
    plan_version: int
    told_at: datetime

    def __str__(self) -> str:
        return f"{self.position}.{self.plan_version}.{int(self.told_at.timestamp())}"

    @classmethod
    def parse(cls, text: str | None) -> Cursor | None:
        """The cursor that was given out as `text`; None for any other text."""
        found = _CURSOR.fullmatch(text or "")
        if found is None:
            return None
        return cls(int(found[1]), int(found[2]), datetime.fromtimestamp(int(found[3]), UTC))


@dataclass
class Changes:
    """What the news since a cursor is about. `whole`: everything. `last` is the newest news."""

    position: int
    last: int
    whole: bool = False
    delegates: set[UUID] = field(default_factory=set)
    passes: set[UUID] = field(default_factory=set)
    check_ins: set[UUID] = field(default_factory=set)


def changes_since(session: Session, conference: Conference, cursor: Cursor | None, now: datetime) -> Changes:
    """What a station with this cursor does not know. One SELECT."""
    if cursor is None or cursor.plan_version != conference.plan_version or cursor.told_at + GOOD_FOR < now:
        return _everything(session, now)
    told = (outbox.c.position, outbox.c.conference, outbox.c.subject, outbox.c.recorded_at)
    after = select(*told).where(outbox.c.position > cursor.position).order_by(outbox.c.position)
    news = session.execute(after.limit(MOST_CHANGES + 1)).all()
    if len(news) > MOST_CHANGES:
        return _everything(session, now)
    changes = Changes(cursor.position, cursor.position)
    for row in news:
        if row.recorded_at <= now - UNCOMMITTED_FOR:
            changes.position = row.position
        if row.conference == conference.slug:
            changes.last = row.position
            _note(changes, row.subject)
    return changes


def roster_of(
    session: Session, conference: Conference, changes: Changes, signer: PassSigner, now: datetime
) -> dict[str, Any]:
    """The roster as JSON types: the whole of it, or what `changes` are about."""
    slug = conference.slug
    return {
        "now": now.isoformat(),
        "cursor": str(Cursor(changes.position, conference.plan_version, now)),
        "full": changes.whole,
        "conference": {
            "slug": slug,
            "mark": conference_mark(slug).hex(),
            "title": conference.title,
            "timezone": conference.timezone,
            "passes_valid_until": conference.passes_valid_until.isoformat(),
        },
        "keys": [{"kid": signer.kid, "x": signer.public_key}],
        "gates": _gates(session, slug),
        "people": _people(session, slug, changes),
        "check_ins": _check_ins(session, slug, changes),
        "undone": _undone(session, changes),
    }


def tag_of(conference: Conference, changes: Changes, since: str | None) -> str:
    """The ETag: the same while nothing has changed for whoever asks with this cursor."""
    said = (conference.slug, conference.plan_version, conference.ends_at, changes.last, since)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _everything(session: Session, now: datetime) -> Changes:
    latest = select(outbox.c.position, outbox.c.recorded_at).order_by(outbox.c.position.desc()).limit(MOST_CHANGES)
    news = session.execute(latest).all()
    settled = (row.position for row in news if row.recorded_at <= now - UNCOMMITTED_FOR)
    oldest = news[-1].position - 1 if news else 0
    return Changes(next(settled, oldest), news[0].position if news else 0, whole=True)


def _note(changes: Changes, subject: str) -> None:
    noun, _, identifier = subject.partition("/")
    about = {"delegate": changes.delegates, "pass": changes.passes, "check_in": changes.check_ins}.get(noun)
    if about is not None:
        about.add(UUID(identifier))


def _gates(session: Session, slug: str) -> list[dict[str, str]]:
    gates = select(Gate.code, Gate.name).where(Gate.conference == slug).order_by(Gate.code)
    return [{"code": code, "name": name} for code, name in session.execute(gates)]


def _people(session: Session, slug: str, changes: Changes) -> list[dict[str, Any]]:
    ids = None if changes.whole else changes.delegates | _holders(session, changes.passes)
    if ids is not None and not ids:
        return []
    held = _PASSES.alias("held")
    is_held = (held.c.delegate_id == _DELEGATES.c.id) & held.c.revoked_at.is_(None)
    everybody = PEOPLE.add_columns(_DELEGATES.c.search_name, held.c.id.label("pass_id"), held.c.code)
    everybody = everybody.outerjoin(held, is_held).where(_DELEGATES.c.conference == slug, *_among(_DELEGATES.c.id, ids))
    revoked = _revoked(session, slug, ids)
    return [_person(row, revoked.get(row.id, [])) for row in session.execute(everybody)]


def _person(row: Any, revoked: Sequence[str]) -> dict[str, Any]:
    return {
        "delegate_id": str(row.id),
        "full_name": row.full_name,
        "search_name": row.search_name,
        "post": row.post,
        "unit_name": row.unit_name,
        "category_name": row.category_name,
        "kind": row.kind,
        "substitute_for_name": row.substitute_for_name,
        "seat": row.seat,
        "state": row.state,
        "pass_id": None if row.pass_id is None else str(row.pass_id),
        "code": row.code,
        "revoked": revoked,
    }


def _holders(session: Session, passes: Collection[UUID]) -> set[UUID]:
    return set(session.scalars(select(Pass.delegate_id).where(Pass.id.in_(passes)))) if passes else set()


def _revoked(session: Session, slug: str, ids: Collection[UUID] | None) -> dict[UUID, list[str]]:
    dead = (_PASSES.c.conference == slug, _PASSES.c.revoked_at.is_not(None))
    revoked: dict[UUID, list[str]] = {}
    for pass_id, delegate_id in session.execute(
        select(_PASSES.c.id, _PASSES.c.delegate_id).where(*dead, *_among(_PASSES.c.delegate_id, ids))
    ):
        revoked.setdefault(delegate_id, []).append(str(pass_id))
    return revoked


def _check_ins(session: Session, slug: str, changes: Changes) -> list[dict[str, Any]]:
    ids = None if changes.whole else changes.check_ins
    if ids is not None and not ids:
        return []
    told = (_LOG.c.delegate_id, _LOG.c.id, _LOG.c.scan_id, _LOG.c.gate, _LOG.c.scanned_at, _LOG.c.happened_at)
    standing = select(*told, _LOG.c.by).where(
        _LOG.c.conference == slug, _LOG.c.outcome == Outcome.ACCEPTED, *_among(_LOG.c.id, ids)
    )
    return [
        {
            "delegate_id": str(row.delegate_id),
            "check_in_id": str(row.id),
            "scan_id": str(row.scan_id),
            "gate": row.gate,
            "scanned_at": row.scanned_at.isoformat(),
            "happened_at": row.happened_at.isoformat(),
            "by": row.by,
        }
        for row in session.execute(standing)
    ]


def _undone(session: Session, changes: Changes) -> list[str]:
    """Check-ins that a station may hold for standing and are no longer. Told nothing before, it holds none."""
    if changes.whole or not changes.check_ins:
        return []
    fallen = select(_LOG.c.id).where(_LOG.c.id.in_(changes.check_ins), _LOG.c.outcome != Outcome.ACCEPTED)
    return [str(line) for line in session.scalars(fallen)]


def _among(column: ColumnElement[UUID], ids: Collection[UUID] | None) -> Iterable[ColumnElement[bool]]:
    if ids is not None:
        yield column.in_(ids)
