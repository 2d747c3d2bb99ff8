"""Check-ins that were logged before the log became append-only are all there afterwards, and count as they did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import MetaData, insert, select

from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.servers.postgresql_server import PostgreSQLServer
from services.registration.bootstrap import MIGRATIONS
from services.registration.models import Base, CheckIn, CheckInUndo, Outcome
from services.registration.workflows.check_in_log import Facts, ScanFact, UndoFact, fold

LAST_BEFORE = "registration_0004"
SLUG = "hoi-nghi-cu"
DELEGATE = uuid4()
START = datetime(2026, 6, 20, 0, 30, tzinfo=UTC)
UNDONE, SECOND, DUPLICATE, REFUSED = (uuid4() for _ in range(4))


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'before.sqlite3'}"


@pytest.fixture
def postgresql_database(postgresql: PostgreSQLServer) -> Iterator[str]:
    yield postgresql.create_database("before")
    postgresql.drop_database("before")


def before(database_url: str, tmp_path: Path) -> Database:
    """A database of the release before, with a delegate who was scanned, undone and scanned again."""
    database = Database(database_url)
    versions = tmp_path / "registration" / "migrations" / "versions"
    shutil.copytree(MIGRATIONS / "versions", versions, ignore=shutil.ignore_patterns("__pycache__"))
    for file in versions.glob("registration_*.py"):
        if file.stem > LAST_BEFORE:
            file.unlink()
    upgrade(database, versions.parent, MetaData())
    _fill(database)
    return database


def _fill(database: Database) -> None:
    tables = MetaData()
    tables.reflect(database.engine)

    def keep(session: Any, table: str, **row: Any) -> None:
        # SQLite's tables tell of no type for ids.
        plain = {
            name: value.hex if isinstance(value, UUID) and database.dialect == "sqlite" else value
            for name, value in row.items()
        }
        session.execute(insert(tables.tables[table]).values(plain))

    conference = {"title": "Hội nghị", "short_title": "HN", "timezone": "Asia/Ho_Chi_Minh", "hall": "A", "address": "B"}
    times = {"starts_at": START, "ends_at": START + timedelta(hours=4)}
    numbers = {"plan_version": 1, "capacity": 9, "last_invitation_number": 0, "calendar_sequence": 1}
    person = {"full_name": "Lê Hòa", "search_name": " le hoa", "sort_name": b"x", "category": "c", "unit": "u"}
    with database.write() as session:
        keep(session, "conferences", slug=SLUG, host="H", **conference, **times, **numbers)
        keep(session, "participant_categories", conference=SLUG, code="c", name="C", protocol_rank=1)
        unit = {"name": "U", "search_name": " u", "sort_name": b"u", "category": "c", "quota": 1}
        keep(session, "units", conference=SLUG, code="u", invited=True, in_plan=True, **unit)
        known = {"kind": "delegate", "state": "confirmed", "registered_at": START, "version": 1}
        keep(session, "delegates", id=DELEGATE, conference=SLUG, **person, **known)
        for row in _lines():
            keep(session, "check_ins", **row)


def _lines() -> list[dict[str, Any]]:
    """The station's clock of the second scan is an hour behind: arrival decided, and still does."""

    def line(line_id: UUID, outcome: str, scanned: int, received: int, **more: Any) -> dict[str, Any]:
        at = {
            name: START + timedelta(minutes=each) for name, each in (("scanned_at", scanned), ("received_at", received))
        }
        who = {"gate": "a", "by": "Lễ tân", "asked": "0" * 64, "delegate_id": DELEGATE}
        return {"id": line_id, "conference": SLUG, "scan_id": uuid4(), "outcome": outcome} | who | at | more

    undone = {"undone_at": START + timedelta(minutes=2), "undone_by": "Văn phòng", "undone_reason": "Nhầm người"}
    return [
        line(UNDONE, "accepted", 1, 1, **undone),
        line(SECOND, "accepted", -57, 3),
        line(DUPLICATE, "duplicate", -58, 4, first_id=SECOND),
        line(REFUSED, "refused", 5, 5, problem="pass-forged", delegate_id=None),
    ]


def test_lines_keep_their_facts_and_what_they_count_as(database_url: str, tmp_path: Path) -> None:
    database = before(database_url, tmp_path)
    upgrade(database, MIGRATIONS, Base.metadata)
    with database.read() as session:
        lines = {line.id: line for line in session.scalars(select(CheckIn))}
    assert {line.id: (line.outcome, line.answered, line.announced) for line in lines.values()} == {
        UNDONE: (Outcome.UNDONE, Outcome.ACCEPTED, 2),
        SECOND: (Outcome.ACCEPTED, Outcome.ACCEPTED, 1),
        DUPLICATE: (Outcome.DUPLICATE, Outcome.DUPLICATE, 0),
        REFUSED: (Outcome.REFUSED, Outcome.REFUSED, 0),
    }
    kept = {(line.id, line.scanned_at, line.received_at, line.problem) for line in lines.values()}
    assert kept == {(row["id"], row["scanned_at"], row["received_at"], row.get("problem")) for row in _lines()}
    database.dispose()


def test_fold_of_what_was_taken_over_says_the_same(database_url: str, tmp_path: Path) -> None:
    database = before(database_url, tmp_path)
    upgrade(database, MIGRATIONS, Base.metadata)
    with database.read() as session:
        lines = list(session.scalars(select(CheckIn).where(CheckIn.delegate_id == DELEGATE)))
        undos = list(session.scalars(select(CheckInUndo)))
    assert [(undo.check_in_id, undo.by, undo.reason) for undo in undos] == [(UNDONE, "Văn phòng", "Nhầm người")]
    scans = [
        ScanFact(
            line.id,
            line.scan_id,
            line.happened_at,
            line.received_at,
            line.problem,
            let_in=line.answered == Outcome.ACCEPTED,
        )
        for line in lines
    ]
    results = fold(Facts(scans, [UndoFact(undo.check_in_id, undo.happened_at) for undo in undos]))
    assert {line.id: (line.outcome, line.first_id) for line in lines} == {
        line: (result.outcome, result.first_id) for line, result in results.items()
    }
    database.dispose()
