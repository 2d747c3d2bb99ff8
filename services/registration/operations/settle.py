"""Working out anew what the lines of delegates count as, and keeping and announcing what has changed by it.

    load_books ─▶ (new lines and undos are added) ─▶ settle: fold, then
        1  UPDATE lines that no longer stand            so that no two ever stand at once
        2  INSERT new lines, UPDATE those that changed
        3  INSERT undos
        4  INSERT, reopen or settle conflicts
        5  INSERT events: attendance_undone before attendance_recorded, then the conflicts'

Everything is set-based: a thousand delegates take as many statements as one. The delegates are locked by the caller.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.bulk import among, insert_rows
from chassis.messaging.outbox import NewFact, record_facts
from chassis.web.problems import CHANGED_MEANWHILE, Problem
from services.registration.models import CheckIn, CheckInConflict, CheckInUndo, Outcome, Pass
from services.registration.queries.holders import Person, people
from services.registration.workflows.check_in_log import (
    ConflictKind,
    Decision,
    DecisionFact,
    Facts,
    Result,
    ScanFact,
    UndoFact,
    fold,
)
from services.registration.workflows.delegate import DelegateState

SETTLED_BY, SETTLED_REASON = "—", "—"
"""Nobody decided: later facts left nothing to decide."""
DEPARTURES = frozenset(state.value for state in DelegateState) - {DelegateState.CONFIRMED.value}
"""Reasons for which a pass is revoked when its delegate leaves the list; any other replaces the pass."""
_LOG, _UNDOS, _CONFLICTS = (cast(Table, model.__table__) for model in (CheckIn, CheckInUndo, CheckInConflict))
Row = dict[str, Any]


@dataclass
class Book:
    """All lines of one delegate by id, and what else is known about them. `new` ones are not kept yet."""

    lines: dict[UUID, Row] = field(default_factory=dict)
    new: set[UUID] = field(default_factory=set)
    undos: list[Row] = field(default_factory=list)
    new_undos: list[Row] = field(default_factory=list)
    passes: list[Row] = field(default_factory=list)
    conflicts: dict[UUID, Row] = field(default_factory=dict)

    def add_line(self, line: Row) -> None:
        """A line that is to be kept; what it counts as is worked out by `settle`."""
        self.lines[line["id"]] = line
        self.new.add(line["id"])

    def results(self) -> tuple[dict[UUID, Result], set[UUID]]:
        """What the lines count as, and those whose decision to count was overtaken: a later fact contradicts it.

        Such a decision says nothing any more; without it, other lines may count as something else.
        """
        overtaken: set[UUID] = set()
        while True:
            results = fold(self._facts(overtaken))
            again = {
                line
                for line, conflict in self.conflicts.items()
                if conflict["decision"] == Decision.COUNT and results[line].outcome == Outcome.CONFLICT
            }
            if again <= overtaken:
                return results, overtaken
            overtaken |= again

    def _facts(self, overtaken: Collection[UUID]) -> Facts:
        return Facts(
            [_scan_fact(line) for line in self.lines.values()],
            [UndoFact(undo["check_in_id"], undo["happened_at"]) for undo in (*self.undos, *self.new_undos)],
            [held["revoked_at"] for held in self.passes if held["revoked_reason"] in DEPARTURES],
            [
                DecisionFact(line, conflict["decision"], conflict["resolved_at"])
                for line, conflict in self.conflicts.items()
                if conflict["decision"] in (Decision.COUNT, Decision.DISCARD) and line not in overtaken
            ],
        )


@dataclass
class _Changes:
    """What is to be written, gathered over all delegates."""

    fallen: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    undos: list[Row] = field(default_factory=list)
    opened: list[Row] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)
    undone: list[NewFact] = field(default_factory=list)
    recorded: list[NewFact] = field(default_factory=list)
    told: list[NewFact] = field(default_factory=list)


def settle_delegate(session: Session, conference: str, delegate_id: UUID, clock: Clock) -> None:
    """Fold the log of one delegate anew. The caller holds their lock."""
    settle(session, conference, load_books(session, [delegate_id]), clock)


def load_books(session: Session, delegates: Iterable[UUID]) -> dict[UUID, Book]:
    """What is kept about these delegates' check-ins: four SELECTs, however many they are."""
    books = {delegate: Book() for delegate in delegates}
    for line in _rows(session, _LOG, books):
        books[line["delegate_id"]].lines[line["id"]] = line
    for undo in _rows(session, _UNDOS, books):
        books[undo["delegate_id"]].undos.append(undo)
    for held in _rows(session, cast(Table, Pass.__table__), books):
        books[held["delegate_id"]].passes.append(held)
    for conflict in _rows(session, _CONFLICTS, books):
        books[conflict["delegate_id"]].conflicts[conflict["check_in_id"]] = conflict
    return books


def settle(
    session: Session,
    conference: str,
    books: Mapping[UUID, Book],
    clock: Clock,
    *,
    others: Sequence[Row] = (),
    known: Mapping[UUID, Person] | None = None,
) -> None:
    """Fold every book, keep what is new or has changed, and announce it.

    `others` are new lines of nobody we know. `known` are the delegates, if the caller has them at hand. Raises
    `Problem` changed-meanwhile when somebody else kept a line with the same scan_id at the same time.
    """
    now = clock()
    changes = _Changes(new=list(others))
    for book in books.values():
        _compare(book, changes, now)
    if changes.fallen or changes.new or changes.changed or changes.undos or changes.opened or changes.conflicts:
        _write(session, changes)
        _announce(session, conference, changes, clock, known)


def _scan_fact(line: Row) -> ScanFact:
    let_in = line["admitted"] or (line["admitted"] is None and line["answered"] == Outcome.ACCEPTED)
    return ScanFact(
        line["id"], line["scan_id"], line["happened_at"], line["received_at"], line["problem"], let_in=bool(let_in)
    )


def _compare(book: Book, changes: _Changes, now: datetime) -> None:
    results, overtaken = book.results()
    for line_id in overtaken:
        book.conflicts[line_id]["decision"] = None
    for line_id, result in results.items():
        line, is_new = book.lines[line_id], line_id in book.new
        if is_new or (line["outcome"], line["first_id"]) != (result.outcome, result.first_id):
            _turn(line, result, changes, is_new=is_new)
        again = line_id in overtaken
        _compare_conflict(line, book.conflicts.get(line_id), result.conflict, changes, now, again=again)
    changes.undos += book.new_undos


def _turn(line: Row, result: Result, changes: _Changes, *, is_new: bool) -> None:
    stood = not is_new and line["outcome"] == Outcome.ACCEPTED
    stands = result.outcome == Outcome.ACCEPTED
    line["outcome"], line["first_id"] = result.outcome, result.first_id
    line["announced"] += int(stood != stands)
    if stood != stands:
        kind = "registration.attendance_recorded.v1" if stands else "registration.attendance_undone.v1"
        told = NewFact(line["id"], line["announced"], kind, line)
        (changes.recorded if stands else changes.undone).append(told)
    if is_new:
        line["answered"], line["answered_first_id"] = result.outcome, result.first_id
        changes.new.append(line)
    else:
        (changes.fallen if stood else changes.changed).append(line)


def _compare_conflict(
    line: Row, kept: Row | None, kind: ConflictKind | None, changes: _Changes, now: datetime, *, again: bool
) -> None:
    """A line in conflict has an open one; a line that no longer is leaves none open.

    `again`: it was decided, and what happened after the decision asks for another one.
    """
    is_open = kept is not None and kept["decision"] is None
    if kind is None and kept is not None and is_open:
        _resolve(kept, Decision.SETTLED, SETTLED_BY, SETTLED_REASON, now)
        changes.conflicts.append(kept)
        changes.told.append(_told(kept, line))
    elif kind is not None and kept is None:
        opened = _open_conflict(line, kind, now)
        changes.opened.append(opened)
        changes.told.append(_told(opened, line))
    elif kind is not None and kept is not None and (again or kept["decision"] == Decision.SETTLED):
        kept |= {"kind": kind, "opened_at": now, "version": kept["version"] + 1}
        kept |= {"decision": None, "resolved_at": None, "resolved_by": None, "reason": None}
        changes.conflicts.append(kept)
        changes.told.append(_told(kept, line))


def _open_conflict(line: Row, kind: ConflictKind, now: datetime) -> Row:
    return {
        "id": uuid4(),
        "conference": line["conference"],
        "check_in_id": line["id"],
        "delegate_id": line["delegate_id"],
        "kind": kind,
        "opened_at": now,
        "version": 1,
        "decision": None,
        "resolved_at": None,
        "resolved_by": None,
        "reason": None,
    }


def _resolve(conflict: Row, decision: Decision, by: str, reason: str, now: datetime) -> None:
    conflict |= {"decision": decision, "resolved_at": now, "resolved_by": by, "reason": reason}
    conflict["version"] += 1


def _told(conflict: Row, line: Row) -> NewFact:
    kind = "opened" if conflict["decision"] is None else "resolved"
    event_type = f"registration.check_in_conflict_{kind}.v1"
    return NewFact(conflict["id"], conflict["version"], event_type, {"conflict": conflict, "line": line})


def _write(session: Session, changes: _Changes) -> None:
    _update(session, _LOG, changes.fallen, ("outcome", "first_id", "announced"))
    _insert_lines(session, changes.new)
    _update(session, _LOG, changes.changed, ("outcome", "first_id", "announced"))
    _insert(session, _UNDOS, changes.undos)
    _insert(session, _CONFLICTS, changes.opened)
    resolution = ("decision", "resolved_at", "resolved_by", "reason")
    _update(session, _CONFLICTS, changes.conflicts, ("kind", "opened_at", "version", *resolution))


def _insert_lines(session: Session, lines: Sequence[Row]) -> None:
    # In one order everywhere: two batches with the same scan_ids do not wait for each other.
    ordered = sorted(lines, key=lambda line: str(line["scan_id"]))
    if insert_rows(session, _LOG, ordered) != len(lines):
        raise Problem(CHANGED_MEANWHILE)


def _insert(session: Session, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(insert(table), list(rows))


def _update(session: Session, table: Table, rows: Sequence[Row], columns: Sequence[str]) -> None:
    if rows:
        statement = update(table).where(table.c.id == bindparam("of_id"))
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns}
        changed = [{"of_id": row["id"], **{f"new_{name}": row[name] for name in columns}} for row in rows]
        session.connection().execute(statement.values(values), changed)


def _announce(
    session: Session, conference: str, changes: _Changes, clock: Clock, known: Mapping[UUID, Person] | None
) -> None:
    news = [*changes.undone, *changes.recorded]
    whose = {fact.data["delegate_id"] for fact in news} | {fact.data["line"]["delegate_id"] for fact in changes.told}
    named = people(session, whose) if known is None or not whose <= known.keys() else known
    facts = [replace(fact, data=_attendance(conference, fact.data, named)) for fact in news]
    facts += [replace(fact, data=_conflict(fact.data, named)) for fact in changes.told]
    record_facts(session, facts, clock=clock)


def _attendance(conference: str, line: Row, named: Mapping[UUID, Person]) -> Row:
    return attendance_data(conference, line, named[line["delegate_id"]])


def _conflict(about: Row, named: Mapping[UUID, Person]) -> Row:
    return conflict_data(about["conflict"], about["line"], named[about["line"]["delegate_id"]])


def attendance_data(conference: str, line: Mapping[str, Any], person: Person) -> Row:
    """Data of attendance_recorded and attendance_undone, for a line of the log."""
    return {
        "conference": conference,
        "check_in_id": line["id"],
        "delegate_id": person.delegate_id,
        "full_name": person.full_name,
        "unit": person.unit,
        "unit_name": person.unit_name,
        "category": person.category,
        "gate": line["gate"],
        "scanned_at": line["scanned_at"],
        "happened_at": line["happened_at"],
    }


def conflict_data(conflict: Mapping[str, Any], line: Mapping[str, Any], person: Person) -> Row:
    """Data of check_in_conflict_opened and, once it is decided, check_in_conflict_resolved."""
    data = {
        "conference": conflict["conference"],
        "conflict_id": conflict["id"],
        "check_in_id": line["id"],
        "delegate_id": person.delegate_id,
        "full_name": person.full_name,
        "unit_name": person.unit_name,
        "kind": ConflictKind(conflict["kind"]).value,
        "gate": line["gate"],
        "happened_at": line["happened_at"],
    }
    if conflict["decision"] is None:
        return data
    decided = {"decision": Decision(conflict["decision"]).value, "resolved_by": conflict["resolved_by"]}
    return data | decided | {"reason": conflict["reason"]}


def _rows(session: Session, table: Table, delegates: Mapping[UUID, Book]) -> Iterable[Row]:
    found = session.connection().execute(select(table).where(among(session, table.c.delegate_id, delegates)))
    return (dict(row) for row in found.mappings())
