"""Moving the conference of a plan, and writing the move into its file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from services.documents.plan import Move, Plan, load_plan, moved_deadlines, plan_data, postpone, rewritten, shift_to

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
LATER = date(2025, 3, 28)


@pytest.fixture
def plan(plan_source: str) -> Plan:
    return load_plan(plan_source)


def test_only_the_conference_moves_unless_asked(plan: Plan) -> None:
    moved = postpone(plan, Move(LATER), NOW)
    assert (moved.conference.date, moved.conference.starts) == (LATER, time(7, 30))
    assert (moved.obligations, moved.activities) == (plan.obligations, plan.activities)


def test_deadlines_to_come_move_by_as_many_days_when_asked(plan: Plan) -> None:
    moved = postpone(plan, Move(LATER, move_deadlines=True), NOW)
    assert [each.due for each in moved.obligations] == [date(2025, 3, 17)] * 2
    assert moved.activities == plan.activities


def test_deadlines_that_have_passed_stay(plan: Plan) -> None:
    after = datetime(2025, 3, 12, tzinfo=UTC)
    assert moved_deadlines(plan, Move(LATER, move_deadlines=True), after) == []


def test_conference_that_starts_later_is_as_long_as_it_was(plan: Plan) -> None:
    conference = postpone(plan, Move(plan.conference.date, starts=time(13, 30)), NOW).conference
    assert (conference.starts, conference.ends) == (time(13, 30), time(17, 30))


def test_window_that_the_new_day_is_not_in_is_given_up(plan_source: str) -> None:
    windowed = plan_source.replace(
        "  date: 2025-03-21\n", "  date: 2025-03-21\n  window: {first: 2025-03-20, last: 2025-03-22}\n"
    )
    plan = load_plan(windowed)
    assert postpone(plan, Move(date(2025, 3, 22)), NOW).conference.window is not None
    moved = postpone(plan, Move(LATER), NOW)
    assert moved.conference.window is None
    assert plan_data(load_plan(rewritten(windowed, moved))) == plan_data(moved)


def test_closing_time_of_lists_moves_with_the_deadlines(plan_source: str) -> None:
    plan = load_plan(
        plan_source.replace("  date: 2025-03-21\n", '  date: 2025-03-21\n  registration_closes: "2025-03-18 17:00"\n')
    )
    closes = plan.conference.registration_closes
    assert closes is not None
    assert postpone(plan, Move(LATER), NOW).conference.registration_closes == closes
    moved = postpone(plan, Move(LATER, move_deadlines=True), NOW)
    assert moved.conference.registration_closes == closes + timedelta(days=7)
    assert plan_data(load_plan(rewritten(plan_source, moved))) == plan_data(moved)


def test_file_keeps_its_comments_and_says_the_new_day(plan_source: str) -> None:
    commented = "# Ghi chú của Văn phòng\n" + plan_source
    moved = postpone(load_plan(commented), Move(LATER, hall="Hội trường B: tầng 2", move_deadlines=True), NOW)
    written = rewritten(commented, moved)
    assert plan_data(load_plan(written)) == plan_data(moved)
    assert written.startswith("# Ghi chú của Văn phòng\n")
    assert "  date: 2025-03-28\n" in written
    changed = set(written.splitlines()) - set(commented.splitlines())
    assert len(changed) == 3


def test_file_that_was_moved_as_a_whole_says_what_holds_now(plan_source: str) -> None:
    held = shift_to(load_plan(plan_source), date(2025, 6, 20))
    moved = postpone(held, Move(date(2025, 6, 21)), NOW)
    assert plan_data(load_plan(rewritten(plan_source, moved))) == plan_data(moved)


def test_file_of_another_shape_is_written_anew(plan: Plan, plan_source: str) -> None:
    other = plan_source.replace("gates:", "gates:\n  - {code: cua-phu, name: Cửa phụ}", 1)
    assert plan_data(load_plan(rewritten(other, plan))) == plan_data(plan)
