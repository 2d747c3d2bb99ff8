"""What the lines of the check-in log count as: a fold over everything known of one delegate, in order of time.

    scan, scan, undo, …       of all stations, in whatever order they arrive
          │  happened_at      the station's time, corrected by the server's clock
          ▼
    ──●────────○────────✕────────●────────○───────────▶ time
      first    later    undo     first    later
      undone   duplicate         ACCEPTED duplicate

The rule: **of the scans after the last undo the earliest stands.** The lines themselves never change; what they count
as is worked out anew from all of them, so it does not depend on which station found a network first.

    a scan that may count        the first of its time stands, later ones are duplicates of it
    a scan with a `problem`      refused; a conflict when a station without a network let the person in all the same
    a scan that was turned away  a duplicate when somebody stands, else refused: nobody came in by it
    an undo                      ends the stint of whoever stands. Another gate that let the delegate in meanwhile says
                                 otherwise: its first scan is a conflict
    a departure                  the delegate was excused, taken off the list or handed over. One who stands then
                                 is a conflict: they came in, and somebody was told that they would not
    a decision                   about a conflict: `discard` makes it refused; `count` lets the line stand from then
                                 on, if nobody stands by then. A departure or an undo after it is a conflict again

At the same moment, the undo of a scan follows it at once, and other scans follow the undo. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """What a scan counts as."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNDONE = "undone"


class ConflictKind(StrEnum):
    """What a conflict is about."""

    NOT_ADMISSIBLE = "not_admissible"
    """A station let somebody in whom the server would have refused."""
    UNDONE = "undone"
    """One gate took the check-in back, another let the delegate in."""
    LEFT = "left"
    """The delegate was excused, taken off the list or handed over, and came in before."""


class Decision(StrEnum):
    """What becomes of a conflict. `settled`: later facts left nothing to decide."""

    COUNT = "count"
    DISCARD = "discard"
    SETTLED = "settled"


TURNED_AWAY = "turned-away"
"""The problem of a scan by which a station let nobody in, though the server knows nothing against it."""


def corrected(moment: datetime, sent_at: datetime | None, received_at: datetime) -> datetime:
    """A station's time by the server's clock: moved by what the two disagree on, and never in the future."""
    if sent_at is not None:
        moment += received_at - sent_at
    return min(moment, received_at)


@dataclass(frozen=True)
class ScanFact:
    """One line: `problem` speaks against it, `let_in` says that somebody went in on it."""

    id: UUID
    scan_id: UUID
    happened_at: datetime
    received_at: datetime
    problem: str | None
    let_in: bool


@dataclass(frozen=True)
class UndoFact:
    """A line was taken back."""

    check_in_id: UUID
    happened_at: datetime


@dataclass(frozen=True)
class DecisionFact:
    """A person decided about a conflict."""

    check_in_id: UUID
    decision: Decision
    at: datetime


@dataclass
class Facts:
    """Everything known of one delegate, in any order."""

    scans: list[ScanFact] = field(default_factory=list)
    undos: list[UndoFact] = field(default_factory=list)
    departures: list[datetime] = field(default_factory=list)
    decisions: list[DecisionFact] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """What a line counts as, the line it is a duplicate of, and what its conflict is about."""

    outcome: Outcome
    first_id: UUID | None = None
    conflict: ConflictKind | None = None


def fold(facts: Facts) -> dict[UUID, Result]:
    """What every line counts as. Whatever order the facts are given in, the result is the same."""
    discarded = {each.check_in_id for each in facts.decisions if each.decision == Decision.DISCARD}
    hall = _Hall({scan.id: Result(Outcome.REFUSED) for scan in facts.scans if scan.id in discarded})
    for _, what in sorted(_moments(facts, discarded), key=lambda moment: moment[0]):
        if isinstance(what, ScanFact):
            hall.scan(what)
        elif isinstance(what, UndoFact):
            hall.undo(what.check_in_id)
        elif isinstance(what, DecisionFact):
            hall.count(what.check_in_id)
        else:
            hall.leave()
    return hall.results


class _Rank(IntEnum):
    """The order of what happens at one moment."""

    UNDONE_SCAN = 0
    UNDO = 1
    DEPARTURE = 2
    SCAN = 3
    COUNT = 4


_Key = tuple[datetime, _Rank, datetime, bool, str]
_Happening = ScanFact | UndoFact | DecisionFact | datetime


def _moments(facts: Facts, discarded: set[UUID]) -> Iterable[tuple[_Key, _Happening]]:
    times = {scan.id: scan.happened_at for scan in facts.scans}
    undone_at = defaultdict(set)
    for undo in facts.undos:
        # Clocks that disagree can put an undo before its scan.
        at = max(undo.happened_at, times[undo.check_in_id])
        undone_at[undo.check_in_id].add(at)
        yield (at, _Rank.UNDO, at, False, str(undo.check_in_id)), undo
    for scan in facts.scans:
        if scan.id not in discarded:
            rank = _Rank.UNDONE_SCAN if scan.happened_at in undone_at[scan.id] else _Rank.SCAN
            yield (scan.happened_at, rank, scan.received_at, not scan.let_in, str(scan.scan_id)), scan
    for at in facts.departures:
        yield (at, _Rank.DEPARTURE, at, False, ""), at
    for decision in facts.decisions:
        if decision.decision == Decision.COUNT:
            yield (decision.at, _Rank.COUNT, decision.at, False, str(decision.check_in_id)), decision


class _Hall:
    """The delegate at one moment: in by the line that stands, or out. A stint lasts from coming in to going out."""

    def __init__(self, results: dict[UUID, Result]) -> None:
        self.results = results
        self._standing: UUID | None = None
        self._stint: list[tuple[UUID, bool]] = []

    def scan(self, scan: ScanFact) -> None:
        if scan.problem is None:
            self._come(scan.id, let_in=scan.let_in)
        elif scan.let_in:
            self.results[scan.id] = Result(Outcome.CONFLICT, conflict=ConflictKind.NOT_ADMISSIBLE)
        elif scan.problem == TURNED_AWAY and self._standing is not None:
            self.results[scan.id] = Result(Outcome.DUPLICATE, self._standing)
        else:
            self.results[scan.id] = Result(Outcome.REFUSED)

    def undo(self, line: UUID) -> None:
        if self.results[line].outcome == Outcome.REFUSED:
            return
        others = [each for each in self._stint if each[0] != line]
        in_this_stint = len(others) < len(self._stint)
        self.results[line] = Result(Outcome.UNDONE)
        if in_this_stint:
            self._contradict(line, others)

    def leave(self) -> None:
        if self._standing is not None:
            self.results[self._standing] = Result(Outcome.CONFLICT, conflict=ConflictKind.LEFT)
        self._go()

    def count(self, line: UUID) -> None:
        if line in self.results and self.results[line].outcome == Outcome.CONFLICT:
            self._come(line, let_in=True)

    def _come(self, line: UUID, *, let_in: bool) -> None:
        if self._standing is None:
            self._standing = line
            self.results[line] = Result(Outcome.ACCEPTED)
        else:
            self.results[line] = Result(Outcome.DUPLICATE, self._standing)
        self._stint.append((line, let_in))

    def _contradict(self, undone: UUID, others: Sequence[tuple[UUID, bool]]) -> None:
        witness = next((line for line, let_in in others if let_in), None)
        for line, _let_in in others:
            self.results[line] = Result(Outcome.DUPLICATE, undone if witness is None else witness)
        if witness is not None:
            self.results[witness] = Result(Outcome.CONFLICT, conflict=ConflictKind.UNDONE)
        self._go()

    def _go(self) -> None:
        self._standing, self._stint = None, []
