"""What lines of the check-in log count as, whatever order they arrive in."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.workflows.check_in_log import (
    TURNED_AWAY,
    ConflictKind,
    Decision,
    DecisionFact,
    Facts,
    Outcome,
    Result,
    ScanFact,
    UndoFact,
    corrected,
    fold,
)

START = datetime(2026, 6, 20, 0, 30, tzinfo=UTC)
ACCEPTED, UNDONE, REFUSED = Result(Outcome.ACCEPTED), Result(Outcome.UNDONE), Result(Outcome.REFUSED)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def line(number: int) -> UUID:
    return UUID(int=number)


def scan(number: int, at: float, problem: str | None = None, *, let_in: bool = True) -> ScanFact:
    return ScanFact(line(number), line(number), minute(at), minute(100), problem, let_in=let_in)


def undo(number: int, at: float) -> UndoFact:
    return UndoFact(line(number), minute(at))


def duplicate(first: int) -> Result:
    return Result(Outcome.DUPLICATE, line(first))


def conflict(kind: ConflictKind) -> Result:
    return Result(Outcome.CONFLICT, conflict=kind)


def folded(*facts: Any) -> dict[int, Result]:
    """What the lines count as, by their numbers."""
    known = Facts()
    for fact in facts:
        kinds: dict[type, list[Any]] = {ScanFact: known.scans, UndoFact: known.undos, DecisionFact: known.decisions}
        kinds.get(type(fact), known.departures).append(fact)
    return {each.int: result for each, result in fold(known).items()}


def test_earliest_scan_stands_and_later_ones_are_its_duplicates() -> None:
    assert folded(scan(1, 5), scan(2, 3), scan(3, 9)) == {2: ACCEPTED, 1: duplicate(2), 3: duplicate(2)}


def test_of_two_scans_at_one_moment_the_one_that_arrived_first_stands() -> None:
    slow = ScanFact(line(1), line(1), minute(1), minute(9), None, let_in=True)
    quick = ScanFact(line(2), line(2), minute(1), minute(2), None, let_in=True)
    assert folded(slow, quick) == {2: ACCEPTED, 1: duplicate(2)}


def test_earliest_scan_after_the_last_undo_stands() -> None:
    lines = folded(scan(1, 1), undo(1, 2), scan(2, 3), undo(2, 4), scan(3, 6), scan(4, 5))
    assert lines == {1: UNDONE, 2: UNDONE, 4: ACCEPTED, 3: duplicate(4)}


def test_duplicate_of_an_undone_scan_stays_one() -> None:
    assert folded(scan(1, 1), scan(2, 2, let_in=False), undo(1, 3)) == {1: UNDONE, 2: duplicate(1)}


def test_another_gate_that_let_the_delegate_in_before_an_undo_is_in_conflict() -> None:
    lines = folded(scan(1, 1), scan(2, 2), scan(3, 2.5), undo(1, 3))
    assert lines == {1: UNDONE, 2: conflict(ConflictKind.UNDONE), 3: duplicate(2)}


def test_undo_of_what_is_undone_ends_nothing() -> None:
    assert folded(scan(1, 1), undo(1, 2), scan(2, 3), undo(1, 4)) == {1: UNDONE, 2: ACCEPTED}


def test_undo_that_a_wrong_clock_put_before_its_scan_still_follows_it() -> None:
    assert folded(scan(1, 5), undo(1, 3), scan(2, 6)) == {1: UNDONE, 2: ACCEPTED}


def test_refused_scan_is_refused_and_one_that_let_somebody_in_all_the_same_a_conflict() -> None:
    lines = folded(scan(1, 1, "pass-revoked", let_in=False), scan(2, 2, "pass-revoked"))
    assert lines == {1: REFUSED, 2: conflict(ConflictKind.NOT_ADMISSIBLE)}


def test_scan_turned_away_never_stands() -> None:
    away = scan(1, 1, TURNED_AWAY, let_in=False)
    assert folded(away) == {1: REFUSED}
    assert folded(away, scan(2, 2)) == {1: REFUSED, 2: ACCEPTED}
    assert folded(away, scan(2, 0)) == {1: duplicate(2), 2: ACCEPTED}


def test_who_came_in_before_leaving_the_list_is_in_conflict() -> None:
    assert folded(scan(1, 1), minute(2)) == {1: conflict(ConflictKind.LEFT)}


def test_who_came_out_before_leaving_the_list_is_not() -> None:
    assert folded(scan(1, 1), undo(1, 2), minute(3)) == {1: UNDONE}


def test_counted_conflict_stands_from_the_decision_on() -> None:
    facts = (scan(1, 1), minute(2), DecisionFact(line(1), Decision.COUNT, minute(5)))
    assert folded(*facts) == {1: ACCEPTED}
    assert folded(*facts, scan(2, 6)) == {1: ACCEPTED, 2: duplicate(1)}
    assert folded(*facts, scan(2, 4)) == {2: ACCEPTED, 1: duplicate(2)}


def test_discarded_conflict_is_refused_and_the_next_witness_asks_again() -> None:
    facts = (scan(1, 1), scan(2, 2), scan(3, 2.5), undo(1, 3), DecisionFact(line(2), Decision.DISCARD, minute(5)))
    assert folded(*facts) == {1: UNDONE, 2: REFUSED, 3: conflict(ConflictKind.UNDONE)}


@pytest.mark.parametrize(
    ("scanned", "sent", "received", "happened"),
    [(10, 20, 20, 10), (70, 80, 20, 10), (10, 12, 20, 18), (30, 20, 25, 25), (10, None, 20, 10), (30, None, 20, 20)],
)
def test_time_of_a_station_is_moved_to_the_server_s_and_never_into_the_future(
    scanned: int, sent: int | None, received: int, happened: int
) -> None:
    sent_at = None if sent is None else minute(sent)
    assert corrected(minute(scanned), sent_at, minute(received)) == minute(happened)


@st.composite
def histories(draw: st.DrawFn) -> list[Any]:
    """Facts about one delegate, at few moments so that they meet."""
    moments = st.integers(0, 12)
    problems = st.sampled_from([None, None, None, "pass-revoked", TURNED_AWAY])
    count = draw(st.integers(1, 7))
    facts: list[Any] = []
    for number in range(count):
        problem = draw(problems)
        let_in = problem != TURNED_AWAY and draw(st.booleans())
        facts.append(scan(number, draw(moments), problem, let_in=let_in))
    numbers = st.integers(0, count - 1)
    facts += [undo(draw(numbers), draw(moments)) for _ in range(draw(st.integers(0, 3)))]
    facts += [minute(draw(moments)) for _ in range(draw(st.integers(0, 2)))]
    decided = draw(st.sets(numbers, max_size=2))
    decisions = st.sampled_from([Decision.COUNT, Decision.DISCARD])
    return facts + [DecisionFact(line(number), draw(decisions), minute(draw(moments))) for number in sorted(decided)]


@given(histories(), st.randoms())
def test_order_of_arrival_does_not_matter(facts: list[Any], chance: Any) -> None:
    expected = folded(*facts)
    chance.shuffle(facts)
    assert folded(*facts) == expected


@given(histories())
def test_every_line_counts_as_something_and_one_at_most_stands(facts: list[Any]) -> None:
    lines = folded(*facts)
    assert lines.keys() == {fact.id.int for fact in facts if isinstance(fact, ScanFact)}
    assert Counter(each.outcome for each in lines.values())[Outcome.ACCEPTED] <= 1


@given(histories())
def test_duplicate_names_another_line_and_only_a_conflict_has_a_kind(facts: list[Any]) -> None:
    for number, result in folded(*facts).items():
        assert (result.outcome == Outcome.DUPLICATE) == (result.first_id is not None)
        assert (result.outcome == Outcome.CONFLICT) == (result.conflict is not None)
        assert result.first_id is None or result.first_id.int != number
