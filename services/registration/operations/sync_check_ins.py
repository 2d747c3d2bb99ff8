"""What stations did without a network, brought in: any number of scans and undos, one verdict for each.

    find whom the scans are about ─▶ lock those delegates, in the order of their ids ─▶ look up what is kept already
        ─▶ put the new lines and undos into the books ─▶ settle ─▶ keep what could not become a line ─▶ verdicts

Every entry is judged alone and kept, whatever is said of it; the same entry again gets the same verdict. A thousand
entries take a dozen statements.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.db.bulk import among
from chassis.language import Language
from chassis.web.problems import Problem, ProblemType
from services.registration.models import CheckIn, CheckInUndo, Outcome, RejectedEntry
from services.registration.operations.judge_batch import Found, Place, find_scanned, objection, place_of
from services.registration.operations.judge_scan import Scan
from services.registration.operations.settle import Book, Row, load_books, settle
from services.registration.operations.undo_check_in import asked_of_undo, require_may_undo, undo_row
from services.registration.parts import Parts
from services.registration.problems import PROBLEMS
from services.registration.problems.check_ins import (
    CHECK_IN_NOT_STANDING,
    CONFLICT_OPENED,
    ENTRY_MALFORMED,
    SCAN_ID_REUSED,
    SCAN_UNKNOWN,
)
from services.registration.queries.holders import Person, people
from services.registration.workflows.check_in_log import corrected

LONGEST_CONTENT = 4000
"""Characters kept of an entry that could not become a line."""
_LOG, _UNDOS, _REJECTED = (cast(Table, model.__table__) for model in (CheckIn, CheckInUndo, RejectedEntry))
_PROBLEM = {problem.slug: problem for problem in PROBLEMS}
_MAY_BE_AN_ID = re.compile(r"[\x21-\x7e]{1,64}")


@dataclass(frozen=True)
class Undo:
    """A station takes its scan back."""

    undo_id: UUID
    scan_id: UUID
    undone_at: datetime
    reason: str

    @property
    def asked(self) -> str:
        """Hash of the content."""
        return asked_of_undo(self.scan_id, self.undone_at, self.reason)


@dataclass(frozen=True)
class Malformed:
    """An entry that is neither; `faults` in words."""

    faults: str


@dataclass(frozen=True)
class Entry:
    """What was sent, and what it was read as."""

    content: Any
    what: Scan | Undo | Malformed

    @property
    def is_undo(self) -> bool:
        """Whether it is named by an undo_id."""
        return isinstance(self.what, Undo) or (isinstance(self.content, dict) and "undo_id" in self.content)

    @property
    def id(self) -> str | None:
        """Its undo_id or scan_id as it was sent, if that may be one."""
        name = "undo_id" if self.is_undo else "scan_id"
        sent = self.content.get(name) if isinstance(self.content, dict) else None
        return sent if isinstance(sent, str) and _MAY_BE_AN_ID.fullmatch(sent) else None

    @property
    def asked(self) -> str:
        """Hash of all that was sent."""
        return hashlib.sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Batch:
    """Entries in the order they were sent, and the station's clock when it sent them."""

    conference: str
    sent_at: datetime
    entries: Sequence[Entry]
    by: Identity


@dataclass(frozen=True)
class EntryVerdict:
    """What came of one entry. `check_in_id` names what keeps it."""

    outcome: Outcome
    check_in_id: UUID
    person: Person | None = None
    first: Row | None = None
    problem: Problem | None = None


@dataclass
class _Sync:
    """One batch on its way."""

    batch: Batch
    received_at: datetime
    persons: dict[UUID, Person]
    books: dict[UUID, Book]
    kept_lines: dict[UUID, Row]
    kept_undos: dict[UUID, Row]
    rejected: dict[str, Row]
    new_rejected: list[Row] = field(default_factory=list)
    nobodys: list[Row] = field(default_factory=list)


def sync_check_ins(
    session: Session, batch: Batch, *, parts: Parts, clock: Clock, language: Language
) -> tuple[datetime, list[EntryVerdict]]:
    """Keep every entry and say what came of it; when it was received, and the verdicts in the order sent.

    `attendance_recorded`, `attendance_undone` and `check_in_conflict_opened` tell what changed. Raises `Problem`
    changed-meanwhile when the same scans arrive a second time at this very moment; the batch can be sent again.
    """
    received_at = clock()
    scans = [entry.what for entry in batch.entries if isinstance(entry.what, Scan)]
    found = list(zip(scans, find_scanned(session, batch.conference, scans, parts.signer), strict=True))
    sync = _begin(session, batch, received_at, found)
    lines = _bring_scans_in(sync, found, place_of(session, batch.conference))
    undos = _bring_undos_in(sync, parts)
    settle(session, batch.conference, sync.books, clock, others=sync.nobodys, known=sync.persons)
    verdicts = [
        _undo_verdict(sync, entry, undos) if isinstance(entry.what, Undo) else _scan_verdict(sync, entry, lines)
        for entry in batch.entries
    ]
    _keep_rejected(session, sync.new_rejected, language)
    return received_at, verdicts


def _begin(session: Session, batch: Batch, received_at: datetime, found: Sequence[tuple[Scan, Found]]) -> _Sync:
    undos = [entry.what for entry in batch.entries if isinstance(entry.what, Undo)]
    undone = _by(session, _LOG, "scan_id", batch.conference, [undo.scan_id for undo in undos])
    whose = {each.delegate_id for _scan, each in found} | {line["delegate_id"] for line in undone}
    known = {delegate for delegate in whose if delegate is not None}
    persons = people(session, known, conference=batch.conference, lock=True)
    # Only now that nobody else decides about them: what is read before may be overtaken.
    books = load_books(session, persons)
    scan_ids = [scan.scan_id for scan, _found in found] + [undo.scan_id for undo in undos]
    lines = {line["scan_id"]: line for line in _by(session, _LOG, "scan_id", batch.conference, scan_ids)}
    kept_undos = _by(session, _UNDOS, "id", batch.conference, [undo.undo_id for undo in undos])
    doubtful = [entry.asked for entry in batch.entries if not _is_usual(entry, lines)]
    rejected = _by(session, _REJECTED, "asked", batch.conference, doubtful)
    return _Sync(
        batch,
        received_at,
        persons,
        books,
        lines,
        {undo["id"]: undo for undo in kept_undos},
        {row["asked"]: row for row in rejected},
    )


def _is_usual(entry: Entry, lines: Mapping[UUID, Row]) -> bool:
    """Whether it is a scan whose scan_id no other scan has: it cannot have been rejected before."""
    if not isinstance(entry.what, Scan):
        return False
    kept = lines.get(entry.what.scan_id)
    return kept is None or kept["asked"] == entry.what.asked


def _by(session: Session, table: Table, column: str, conference: str, values: Sequence[Any]) -> list[Row]:
    if not values:
        return []
    where = (table.c.conference == conference, among(session, table.c[column], values))
    return [dict(row) for row in session.connection().execute(select(table).where(*where)).mappings()]


def _bring_scans_in(sync: _Sync, found: Sequence[tuple[Scan, Found]], place: Place) -> dict[UUID, Row]:
    """The lines by scan_id, kept before or new. A scan_id stands for what came with it first."""
    lines = dict(sync.kept_lines)
    for scan, whom in found:
        if scan.scan_id not in lines:
            lines[scan.scan_id] = _new_line(sync, scan, whom, place)
    return lines


def _new_line(sync: _Sync, scan: Scan, found: Found, place: Place) -> Row:
    book = None if found.delegate_id is None else sync.books.get(found.delegate_id)
    happened_at = corrected(scan.scanned_at, scan.sent_at, sync.received_at)
    whose = None if book is None else (sync.persons[cast(UUID, found.delegate_id)], book)
    problem = objection(scan, found, whose, place, happened_at)
    by = sync.batch.by
    line = {
        "id": uuid4(),
        "conference": scan.conference,
        "scan_id": scan.scan_id,
        "asked": scan.asked,
        "problem": None if problem is None else problem.slug,
        "pass_id": found.pass_id,
        "delegate_id": None if book is None else found.delegate_id,
        "gate": scan.gate,
        "scanned_at": scan.scanned_at,
        "sent_at": scan.sent_at,
        "received_at": sync.received_at,
        "happened_at": happened_at,
        "by": by.name,
        "caller": by.subject,
        "station": by.station,
        "admitted": scan.admitted,
        "answered": Outcome.REFUSED,
        "answered_first_id": None,
        "outcome": Outcome.REFUSED,
        "first_id": None,
        "announced": 0,
    }
    if book is None:
        sync.nobodys.append(line)
    else:
        book.add_line(line)
    return line


def _bring_undos_in(sync: _Sync, parts: Parts) -> dict[str, Row | Problem]:
    """By the hash of the entry: the row that keeps the undo, or why it is refused."""
    by_scan = {line["scan_id"]: line for book in sync.books.values() for line in book.lines.values()}
    by_scan = {line["scan_id"]: line for line in sync.nobodys} | sync.kept_lines | by_scan
    undos: dict[str, Row | Problem] = {}
    for entry in sync.batch.entries:
        if isinstance(entry.what, Undo) and entry.asked not in undos:
            undos[entry.asked] = _new_undo(sync, entry, by_scan.get(entry.what.scan_id), parts)
    return undos


def _new_undo(sync: _Sync, entry: Entry, line: Row | None, parts: Parts) -> Row | Problem:
    undo = cast(Undo, entry.what)
    kept = sync.kept_undos.get(undo.undo_id)
    if kept is not None:
        return kept if kept["asked"] == undo.asked else Problem(SCAN_ID_REUSED)
    if entry.asked in sync.rejected:
        return Problem(_PROBLEM[sync.rejected[entry.asked]["problem"]], minutes=_minutes(parts))
    if line is None or line["delegate_id"] is None:
        return Problem(SCAN_UNKNOWN if line is None else CHECK_IN_NOT_STANDING)
    if line["outcome"] == Outcome.REFUSED and line["problem"] is not None and not line["admitted"]:
        return Problem(CHECK_IN_NOT_STANDING)
    return _allowed_undo(sync, undo, line, parts)


def _allowed_undo(sync: _Sync, undo: Undo, line: Row, parts: Parts) -> Row | Problem:
    happened_at = corrected(undo.undone_at, sync.batch.sent_at, sync.received_at)
    try:
        require_may_undo(line, sync.batch.by, happened_at - line["happened_at"], parts.undo_within)
    except Problem as refusal:
        return refusal
    row = undo_row(
        line,
        undo.undo_id,
        undo.undone_at,
        undo.reason,
        by=sync.batch.by,
        received_at=sync.received_at,
        happened_at=happened_at,
    )
    sync.kept_undos[undo.undo_id] = row
    sync.books[line["delegate_id"]].new_undos.append(row)
    return row


def _scan_verdict(sync: _Sync, entry: Entry, lines: Mapping[UUID, Row]) -> EntryVerdict:
    if isinstance(entry.what, Malformed):
        return _rejection(sync, entry, Problem(ENTRY_MALFORMED, faults=entry.what.faults))
    scan = cast(Scan, entry.what)
    line = lines[scan.scan_id]
    if line["asked"] != scan.asked:
        return _rejection(sync, entry, Problem(SCAN_ID_REUSED))
    whose = line["delegate_id"]
    first = sync.books[whose].lines.get(line["answered_first_id"]) if whose in sync.books else None
    return EntryVerdict(line["answered"], line["id"], sync.persons.get(whose), first, _problem_of(line))


def _undo_verdict(sync: _Sync, entry: Entry, undos: Mapping[str, Row | Problem]) -> EntryVerdict:
    kept = undos[entry.asked]
    if isinstance(kept, Problem):
        return _rejection(sync, entry, kept)
    return EntryVerdict(Outcome.UNDONE, kept["check_in_id"], sync.persons.get(kept["delegate_id"]))


def _problem_of(line: Row) -> Problem | None:
    if line["answered"] not in (Outcome.REFUSED, Outcome.CONFLICT):
        return None
    kind: ProblemType = CONFLICT_OPENED if line["problem"] is None else _PROBLEM[line["problem"]]
    return Problem(kind)


def _rejection(sync: _Sync, entry: Entry, problem: Problem) -> EntryVerdict:
    kept = sync.rejected.get(entry.asked)
    if kept is None:
        kept = {
            "id": uuid4(),
            "conference": sync.batch.conference,
            "asked": entry.asked,
            "entry_id": entry.id,
            "content": json.dumps(entry.content, ensure_ascii=True)[:LONGEST_CONTENT],
            "problem": problem.kind.slug,
            "detail": problem,
            "received_at": sync.received_at,
            "by": sync.batch.by.name,
            "station": sync.batch.by.station,
        }
        sync.rejected[entry.asked] = kept
        sync.new_rejected.append(kept)
    return EntryVerdict(Outcome.REFUSED, kept["id"], problem=problem)


def _keep_rejected(session: Session, rows: Sequence[Row], language: Language) -> None:
    if rows:
        insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
        worded = [row | {"detail": row["detail"].body(language)["detail"]} for row in rows]
        session.execute(insert(_REJECTED).on_conflict_do_nothing(), worded)


def _minutes(parts: Parts) -> int:
    return int(parts.undo_within.total_seconds() // 60)
