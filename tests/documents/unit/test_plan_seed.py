"""The plan of Thái Nguyên 2024 is the whole of its source, and nobody in it can be rung or written to."""

from __future__ import annotations

from datetime import date

import pytest

from services.documents.plan import Plan, invited_units, load_plan, units_meant


@pytest.fixture
def plan(province_plan: str) -> Plan:
    return load_plan(province_plan)


def test_every_deadline_of_the_source_is_there(plan: Plan) -> None:
    assert [(obligation.code, obligation.due, obligation.source) for obligation in plan.obligations] == [
        ("chu-de-tham-luan", date(2024, 6, 10), "III.1"),
        ("bao-cao-linh-vuc", date(2024, 6, 10), "III.1"),
        ("bao-cao-quy-che-phoi-hop", date(2024, 6, 10), "III.3"),
        ("bao-cao-so-ket", date(2024, 6, 20), "III.4"),
        ("bao-cao-cum-thi-dua", date(2024, 6, 20), "III.4"),
        ("mo-hinh-tieu-bieu", date(2024, 6, 20), "III.4"),
        ("bao-cao-dao-tao", date(2024, 6, 20), "III.5"),
        ("tong-hop-kien-nghi", date(2024, 6, 25), "III.1"),
        ("phong-su", date(2024, 6, 25), "III.2"),
        ("hoi-nghi-dia-phuong", date(2024, 7, 15), "II.2.3"),
        ("so-ket-cum-thi-dua", date(2024, 7, 15), "II.2.3"),
    ]


def test_every_deadline_is_strictly_before_its_day(plan: Plan) -> None:
    assert {obligation.policy.value for obligation in plan.obligations} == {"before"}


@pytest.mark.parametrize(
    ("category", "units"),
    [("tuyen-giao-huyen", 9), ("trung-tam-chinh-tri", 9), ("don-vi-duoc-moi", 10), ("cum-thi-dua", 4)],
)
def test_groups_of_the_source_have_their_units(plan: Plan, category: str, units: int) -> None:
    assert len(units_meant(plan, [category])) == units


def test_units_named_in_the_source_are_no_examples(plan: Plan) -> None:
    assert [unit.code for unit in units_meant(plan, ["don-vi-duoc-moi"]) if unit.example] == []


def test_three_lists_are_apart(plan: Plan) -> None:
    invited = {unit.code for unit in invited_units(plan)}
    owing = {unit.code for obligation in plan.obligations for unit in units_meant(plan, obligation.owed_by)}
    receiving = {unit.code for recipient in plan.distribution_list for unit in units_meant(plan, recipient.units)}
    assert "so-thong-tin" in invited - owing - receiving
    assert "cum-thi-dua-1" in owing - invited - receiving
    assert "trung-tam-thong-tin" in (invited & receiving) - owing


def test_outline_is_the_tree_of_the_source(plan: Plan) -> None:
    (outline,) = plan.report_outlines
    tree = [(section.number, [inner.number for inner in section.sections]) for section in outline.sections]
    assert tree == [("I", []), ("II", ["1", "2", "3"]), ("III", ["1", "2", "3"])]


def test_distribution_list_has_the_lines_of_the_source(plan: Plan) -> None:
    assert len(plan.distribution_list) == 10


def test_film_is_a_quarter_of_an_hour_within_ten_seconds(plan: Plan) -> None:
    film = plan.video_report
    assert film is not None
    assert (film.duration.total_seconds(), film.good_within_seconds, film.warn_within_seconds) == (900, 2, 10)


@pytest.mark.parametrize("name", ["district_plan", "province_plan"])
def test_nobody_can_be_rung_or_written_to(name: str, request: pytest.FixtureRequest) -> None:
    plan = load_plan(request.getfixturevalue(name))
    contacts = [unit.focal_point for unit in plan.units] + [plan.conference.contact, *plan.guests]
    emails = [contact.email for contact in contacts if contact and contact.email]
    phones = [contact.phone for contact in contacts if contact and contact.phone]
    assert [email for email in emails if not email.endswith(".example")] == []
    assert [phone for phone in phones if not phone.startswith("+84900000")] == []
    assert len(set(emails)) == len(emails)
