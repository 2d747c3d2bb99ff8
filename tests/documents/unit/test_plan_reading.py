"""From text to a plan: what a plan file may hold, and what is refused, with its line."""

from __future__ import annotations

import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from services.documents.plan import PlanRefused, check_plan, examine_plan, load_plan, plan_data, plan_of_data
from services.documents.plan.load import draft_of_data
from services.documents.plan.yaml_text import LARGEST_FILE


def first_finding(text: str | bytes) -> tuple[int, str, str]:
    finding = check_plan(text)[0]
    return finding.line, finding.path, finding.message_en


def test_values_keep_what_was_written(district_plan: str) -> None:
    plan = load_plan(district_plan)
    assert plan.conference.date == date(2025, 5, 28)
    assert plan.conference.starts == time(8, 0)
    assert plan.conference.timezone == "Asia/Ho_Chi_Minh"
    assert plan.reminder_days == (5, 2)


def test_seed_values_of_every_type_are_read(province_plan: str) -> None:
    plan = load_plan(province_plan)
    assert plan.video_report is not None
    assert plan.video_report.duration == timedelta(minutes=15)
    assert plan.format_rules[0].model_pages_most == Decimal("0.5")
    assert plan.conference.document_number is None
    assert plan.conference.tentative is True


@pytest.mark.parametrize("written", ["2025-05-28", "28/5/2025", "28/05/2025", '"28/5/2025"'])
def test_day_is_read_as_iso_and_as_offices_write_it(district_plan: str, written: str) -> None:
    text = district_plan.replace("date: 28/5/2025", f"date: {written}")
    assert load_plan(text).conference.date == date(2025, 5, 28)


@pytest.mark.parametrize("written", ["08:00", "8:00", "8h00", "08g00"])
def test_time_is_read_as_offices_write_it(district_plan: str, written: str) -> None:
    assert load_plan(district_plan.replace("starts: 08:00", f"starts: {written}")).conference.starts == time(8)


@pytest.mark.parametrize("written", ["0900.000.005", "0900 000 005", "0900-000-005", "0900000005", "+84900000005"])
def test_phone_is_kept_with_its_country(district_plan: str, written: str) -> None:
    contact = load_plan(district_plan.replace("0900.000.005", written)).conference.contact
    assert contact is not None
    assert contact.phone == "+84900000005"


def test_text_is_kept_in_nfc(district_plan: str) -> None:
    assert load_plan(unicodedata.normalize("NFD", district_plan)) == load_plan(district_plan)


def test_escaped_text_is_kept_in_nfc(district_plan: str) -> None:
    text = district_plan.replace(
        "chair: Phó Chủ tịch Ủy ban nhân dân huyện", 'chair: "Tru\\u031bo\\u031b\\u0309ng phòng"'
    )
    assert load_plan(text).conference.chair == "Trưởng phòng"


def test_byte_order_mark_is_passed_over(district_plan: str) -> None:
    assert load_plan(district_plan.encode("utf-8-sig")) == load_plan(district_plan)


def test_windows_line_ends_change_nothing(district_plan: str) -> None:
    assert load_plan(district_plan.replace("\n", "\r\n")) == load_plan(district_plan)


def test_nothing_behind_an_optional_key_is_its_default(district_plan: str) -> None:
    assert load_plan(district_plan.replace("reminder_days: [5, 2]", "reminder_days:")).reminder_days == (7, 3, 1)


def test_each_thing_knows_its_line(district_plan: str) -> None:
    lines = examine_plan(district_plan).lines
    written = district_plan.splitlines()
    assert written[lines["conference.capacity"] - 1] == "  capacity: 120"
    assert written[lines["obligations[1]"] - 1] == "  - code: two-session-review"
    assert written[lines["obligations[1].owed_by"] - 1] == "    owed_by: [two-session-schools]"


@pytest.mark.parametrize("plan", ["district_plan", "province_plan"])
def test_encoded_plan_reads_as_the_same_plan(plan: str, request: pytest.FixtureRequest) -> None:
    loaded = load_plan(request.getfixturevalue(plan))
    assert plan_of_data(plan_data(loaded)) == loaded


def test_data_of_a_foreign_type_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        draft_of_data({"conference": object()})


def test_plan_with_an_error_is_refused_with_all_findings(district_plan: str) -> None:
    text = district_plan.replace("capacity: 120", "capacity: many")
    with pytest.raises(PlanRefused) as refused:
        load_plan(text)
    assert refused.value.findings == check_plan(text)


def test_plan_that_cannot_be_judged_is_not_given() -> None:
    assert examine_plan("a: 1").plan is None


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", (1, "", "the file is empty")),
        ("# nothing\n", (1, "", "the file is empty")),
        ("just words", (1, "", "must be a table (key: value)")),
        ("a: 1\nb: *c\n", (2, "", "aliases (*) are not allowed; write the text again")),
        ("a: &x [1]\nb: *x\n", (2, "", "aliases (*) are not allowed; write the text again")),
        ("a: !!python/object:os.system x", (1, "", "tags (!) are not allowed")),
        ("a: ! x", (1, "", "tags (!) are not allowed")),
        ("a: 1\n---\nb: 2", (2, "", "the file holds several documents; remove the line ---")),
        ("? [a, b]\n: c", (1, "", "a key must be one short word")),
        ("[" * 50, (1, "", "nested too deeply: at most 20 levels")),
        ("- " * 50, (1, "", "nested too deeply: at most 20 levels")),
        ("a:\n\tb: 1", (2, "", "this is not readable YAML: indented with a tab; use spaces")),
        (
            "a: b: c",
            (
                1,
                "",
                "this is not readable YAML: a colon inside a text, or wrong indentation; put the text in double quotes",
            ),
        ),
        ('a: "b', (1, "", "this is not readable YAML: a closing quote is missing")),
        (b"a: \xff", (1, "", "the file is not UTF-8; save it as UTF-8")),
        ("a: \ud800", (1, "", "the file is not UTF-8; save it as UTF-8")),
        ("a" * (LARGEST_FILE + 1), (1, "", "the file is too large: at most 512 KiB")),
        ("[" + "1," * 60_000 + "]", (1, "", "the file holds too many values")),
    ],
    ids=lambda value: str(value)[:20],
)
def test_text_that_is_no_plan_is_explained(text: str | bytes, finding: tuple[int, str, str]) -> None:
    assert first_finding(text) == finding
