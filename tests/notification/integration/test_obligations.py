"""What units owe: receipts and verdicts once, reminders that follow the deadline and stop when it has come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.notification.models import Message
from tests.notification.world import SLUG, World

OWED = UUID("00000000-0000-4000-8000-000000000001")
OTHER = UUID("00000000-0000-4000-8000-000000000002")
STRICT, LENIENT = (datetime(2024, 6, day, 16, 59, 59, tzinfo=UTC) for day in (19, 20))
FACTS: dict[str, Any] = {
    "obligation_id": OWED,
    "code": "bao-cao",
    "title": "Báo cáo sơ kết",
    "kind": "report",
    "unit": "huyen-mau",
    "unit_name": "Huyện Mẫu",
    "state": "awaited",
    "policy": "by_end_of",
    "due_date": date(2024, 6, 20),
    "extended_to": None,
    "strict_until": STRICT,
    "last_moment": LENIENT,
}
POINT = {"focal_point_name": "Trần Văn Thử", "focal_point_email": "daumoi@huyenmau.example"}
OTHERS = {"obligation_id": OTHER, "unit": "thi-thu", "unit_name": "Thị Thử", "focal_point_email": "thithu@mau.example"}


def _plan(world: World, version: int = 2, *others: dict[str, Any], **changes: Any) -> None:
    items = [FACTS | POINT | {"version": 0} | changes]
    items += [items[0] | other for other in others]
    world.tell("documents.obligations_planned.v1", SLUG, plan_version=version, obligations=items)


def _news(world: World, name: str, **changes: Any) -> None:
    world.tell(f"documents.{name}.v1", OWED, **(FACTS | POINT | changes))


@pytest.fixture
def owing(world: World) -> World:
    world.publish_plan(2, calendar_sequence=0, reminder_days=[7, 3, 1])
    _plan(world)
    return world


def _made(world: World, *states: str) -> list[Message]:
    mine = [each for each in world.messages() if each.kind.startswith(("obligation", "submission", "arrears", "ext"))]
    return [each for each in mine if not states or each.state.value in states]


def _queue(world: World) -> list[tuple[str, Any]]:
    return sorted((each.kind.value, each.next_attempt_at) for each in _made(world, "queued"))


def _morning(day: int) -> datetime:
    return datetime(2024, 6, day, 1, 0, tzinfo=UTC)


def _sent_until(world: World, moment: datetime) -> list[tuple[str, Any]]:
    while world.clock.now < moment:
        world.clock.now += timedelta(hours=1)
        while world.sender.send_next() is not None:
            pass
    return sorted((each.kind.value, each.sent_at) for each in _made(world, "sent"))


ALL = [
    ("arrears_reported", _morning(23)),
    ("obligation_escalated", _morning(23)),
    ("obligation_overdue", _morning(21)),
    ("obligation_reminder", _morning(12)),
    ("obligation_reminder", _morning(16)),
    ("obligation_reminder", _morning(18)),
]


def test_reminders_go_by_the_earlier_reading_and_being_late_by_the_plans(owing: World) -> None:
    assert _queue(owing) == ALL


def test_unit_that_does_nothing_is_told_each_once_and_the_office_as_well(owing: World) -> None:
    sent = _sent_until(owing, datetime(2024, 6, 30, tzinfo=UTC))
    assert sent == ALL
    report = next(each for each in _made(owing) if each.kind == "arrears_reported")
    assert (report.recipient_email, "Huyện Mẫu" in report.text) == ("vanphong@tuyengiao.example", True)


def test_office_is_told_once_that_a_unit_asks_for_more_time(owing: World) -> None:
    asked = {"reason": "Chờ số liệu", "wanted_to": date(2024, 6, 25), "asked_by": "Trần Văn Thử"}
    _news(owing, "extension_asked", **asked)
    owing._sequences[OWED] = 0
    _news(owing, "extension_asked", **asked)
    [letter] = [each for each in _made(owing) if each.kind == "extension_asked"]
    assert (letter.recipient_email, "Lý do: Chờ số liệu" in letter.text) == ("vanphong@tuyengiao.example", True)


@pytest.mark.parametrize(
    ("outcome", "warnings", "letters"), [("checked", 1, 1), ("could_not", 0, 1), ("checked", 0, 0)]
)
def test_unit_is_told_once_what_of_its_file_is_to_be_mended(
    owing: World, outcome: str, warnings: int, letters: int
) -> None:
    version = UUID(int=7)
    finding = {"code": "size_wrong", "severity": "warning" if warnings else "cannot_tell"}
    finding |= {"message_vi": "Cỡ chữ 13", "message_en": "13", "mend_vi": "Chọn 15", "mend_en": "15"}
    checked = {name: FACTS[name] for name in ("obligation_id", "code", "title", "unit", "unit_name")}
    checked |= {"submission_id": version, "number": 1, "outcome": outcome, "warnings": warnings, "findings": [finding]}
    for _ in range(2):
        owing._sequences[version] = 0
        owing.tell("documents.submission_checked.v1", version, **checked)
    told = [each for each in owing.messages() if each.kind == "form_checked"]
    assert [each.recipient_email for each in told] == ["daumoi@huyenmau.example"] * letters


def test_reminders_stop_as_soon_as_it_has_come(owing: World) -> None:
    _news(owing, "submission_received", state="received")
    assert _queue(owing) == [("submission_received", owing.clock.now)]


def test_receipt_is_sent_once_however_often_the_news_comes(owing: World) -> None:
    _news(owing, "submission_received", state="received", sha256="ab" * 32)
    owing._sequences[OWED] = 0
    _news(owing, "submission_received", state="received", sha256="ab" * 32)
    assert len(_made(owing)) == len(ALL) + 1


def test_what_was_returned_is_reminded_of_again(owing: World) -> None:
    _news(owing, "submission_received", state="received")
    _news(owing, "submission_returned", state="returned", remarks=[])
    assert [each for each in _queue(owing) if each[0] == "obligation_reminder"] == ALL[3:]


def test_reminders_move_with_an_extension(owing: World) -> None:
    by = {name: FACTS[name] + timedelta(days=5) for name in ("strict_until", "last_moment")}
    _news(owing, "obligation_extended", extended_to=date(2024, 6, 25), granted_to=date(2024, 6, 25), **by)
    moved = [(kind, due + timedelta(days=5)) for kind, due in ALL]
    assert [each for each in _queue(owing) if each[0] != "extension_decided"] == moved


def test_reminders_move_with_the_plan(owing: World) -> None:
    _plan(owing, 3, strict_until=STRICT + timedelta(days=2), last_moment=LENIENT + timedelta(days=2))
    assert _queue(owing) == [(kind, due + timedelta(days=2)) for kind, due in ALL]


def test_what_the_plan_drops_is_not_reminded_of(owing: World) -> None:
    owing.tell("documents.obligations_planned.v1", SLUG, plan_version=3, obligations=[])
    assert _queue(owing) == []


@pytest.fixture
def arisen(world: World) -> World:
    """What no plan names is owed all the same."""
    world.publish_plan(2, calendar_sequence=0, reminder_days=[7, 3, 1])
    _news(world, "obligation_arisen", kind="presentation")
    return world


def test_what_arises_without_a_plan_is_reminded_of_from_its_beginning(arisen: World) -> None:
    assert _queue(arisen) == ALL


def test_what_arose_and_is_dropped_is_not_reminded_of(arisen: World) -> None:
    _news(arisen, "obligation_dropped", kind="presentation")
    assert _queue(arisen) == []


def test_plan_that_was_applied_before_it_arose_ends_nothing(arisen: World) -> None:
    arisen.tell("documents.obligations_planned.v1", SLUG, plan_version=2, obligations=[])
    assert _queue(arisen) == ALL


def test_plan_that_was_applied_before_it_was_dropped_brings_nothing_back(arisen: World) -> None:
    _news(arisen, "obligation_dropped", kind="presentation")
    named = FACTS | POINT | {"version": 1}
    arisen.tell("documents.obligations_planned.v1", SLUG, plan_version=3, obligations=[named])
    assert _queue(arisen) == []


def test_office_is_told_only_of_units_that_are_missing(owing: World) -> None:
    _plan(owing, 3, OTHERS)
    _news(owing, "submission_received", state="received")
    [report] = [each for each in _made(owing, "queued") if each.kind == "arrears_reported"]
    assert ("Thị Thử" in report.text, "Huyện Mẫu" in report.text) == (True, False)


def test_older_news_changes_nothing_that_newer_news_said(owing: World) -> None:
    _news(owing, "submission_received", state="received")
    _plan(owing, 3)
    assert _queue(owing) == [("submission_received", owing.clock.now)]


def test_news_that_comes_before_the_plans_is_not_undone_by_it(world: World) -> None:
    world.publish_plan(2, calendar_sequence=0, reminder_days=[7, 3, 1])
    _news(world, "submission_received", state="received")
    _plan(world)
    [receipt] = _made(world)
    assert (receipt.kind.value, receipt.recipient_email) == ("submission_received", "daumoi@huyenmau.example")
