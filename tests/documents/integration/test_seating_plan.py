"""The printed seating over HTTP: what registration published, with the people as they are now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_page_sizes, pdf_text
from tests.documents.world import SLUG, Documents

HALL: dict[str, Any] = {
    "platform": {"name": "CT", "seats": [3], "reserved_for": ["lanh-dao"]},
    "blocks": [{"code": "trai", "name": "Khối trái"}, {"code": "phai", "name": "Khối phải"}],
    "rows": [
        {"name": "A", "seats": [3, 3], "reserved_for": ["lanh-dao"]},
        {"name": "B", "seats": [4, 4], "reserved_for": []},
    ],
    "unusable": ["B-08"],
}


@pytest.fixture
def seated(planned: Documents) -> Documents:
    """A guest on A-02, two of a unit on B-03 and B-04; all of it published."""
    people: dict[str, dict[str, Any]] = {
        "A-02": {"full_name": "Phan Thử Yến", "unit": None, "unit_name": None, "category": "lanh-dao"},
        "B-03": {"full_name": "Trần Thử Đạt", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ"},
        "B-04": {"full_name": "Đỗ Thử An", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ"},
    }
    for seat, facts in people.items():
        planned.people[facts["full_name"]] = planned.receive_delegate("confirmed", seat=seat, **facts)
    publish(planned, {seat: facts["full_name"] for seat, facts in people.items()})
    return planned


def publish(documents: Documents, names: dict[str, str]) -> None:
    seats = [{"seat": seat, "delegate_id": documents.people[name]["delegate_id"]} for seat, name in names.items()]
    data = {"conference": SLUG, "published_at": documents.clock(), "hall": HALL, "seats": seats}
    documents.receive("registration.seating_published.v1", f"seating_plan/{SLUG}", data)


def read(documents: Documents, query: str = "", role: Role = Role.ORGANIZER) -> str:
    answer = documents.get(f"/seating-plan.pdf{query}", role)
    assert answer.status_code == 200, answer.text
    return pdf_text(answer.data)


def test_plan_before_any_publication_is_not_there(planned: Documents) -> None:
    answer = planned.get("/seating-plan.pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-seating-plan")


def test_publication_that_has_not_arrived_is_waited_for_and_no_earlier_one_printed(seated: Documents) -> None:
    later = (seated.clock() + timedelta(minutes=1)).isoformat().replace("+", "%2B")
    answer = seated.get(f"/seating-plan.pdf?published_at={later}")
    assert (answer.status_code, answer.get_json()["type"], answer.headers["Retry-After"]) == (
        503,
        "/problems/being-made",
        "2",
    )
    arrived = seated.clock().isoformat().replace("+", "%2B")
    assert seated.get(f"/seating-plan.pdf?published_at={arrived}").status_code == 200
    assert seated.get(f"/seating-plan/preview?published_at={arrived}").mimetype == "image/png"


def test_plan_names_everybody_on_one_sheet(seated: Documents) -> None:
    answer = seated.get("/seating-plan.pdf?size=a4")
    assert (pdf_page_sizes(answer.data), answer.headers["Content-Disposition"]) == (
        [(297, 210)],
        f'attachment; filename="so-do-cho-ngoi-{SLUG}-a4.pdf"',
    )
    assert pdf_page_sizes(seated.get("/seating-plan.pdf").data) == [(420, 297)]
    text = read(seated)
    assert [name for name in seated.people if name not in text] == []


def test_list_is_by_rank_and_unit(seated: Documents) -> None:
    text = read(seated, "?kind=list")
    assert "Danh sách có 3 đại biểu." in text
    found = [text.index(name) for name in ("Phan Thử Yến", "Trần Thử Đạt", "Đỗ Thử An")]
    assert found == sorted(found)
    assert [seat for seat in ("A-02", "B-03", "B-04") if seat not in text] == []


def test_chair_prints_it_and_a_unit_does_not(seated: Documents) -> None:
    assert "Phan Thử Yến" in read(seated, role=Role.CHAIR)
    assert seated.get("/seating-plan.pdf", Role.UNIT, unit="xa-tay-ho").status_code == 403


def test_whoever_is_excused_later_is_not_printed(seated: Documents) -> None:
    seated.receive_delegate("excused", **seated.people["Đỗ Thử An"] | {"state": "excused", "reason": None})
    assert "Đỗ Thử An" not in read(seated, "?kind=list")


def test_later_publication_replaces_the_earlier_one(seated: Documents) -> None:
    seated.clock.now += timedelta(days=1)
    publish(seated, {"B-01": "Trần Thử Đạt"})
    text = read(seated, "?kind=list")
    assert ("B-01" in text, "B-03" in text, "Phan Thử Yến" in text) == (True, False, False)


def test_seat_is_printed_on_the_badge(seated: Documents) -> None:
    delegate = seated.people["Trần Thử Đạt"]
    (paper,) = seated.get(f"/papers?about={delegate['delegate_id']}").get_json()["items"]
    assert "Ghế B-03" in pdf_text(seated.get(f"/papers/{paper['id']}/content").data)


def test_badge_follows_a_new_seat(seated: Documents) -> None:
    delegate = seated.people["Trần Thử Đạt"]
    seated.receive_delegate("updated", **delegate | {"state": "confirmed", "seat": "B-01"})
    papers = seated.get(f"/papers?about={delegate['delegate_id']}").get_json()["items"]
    current = next(paper for paper in papers if paper["current"])
    assert "Ghế B-01" in pdf_text(seated.get(f"/papers/{current['id']}/content").data)
