"""All badges of a conference in one file for the printer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chassis.testing.pdf import pdf_page_sizes, pdf_qr_texts, pdf_text
from tests.documents.world import Documents

PEOPLE: list[dict[str, Any]] = [
    {"full_name": "Trần Thử Đạt", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ", "category": "xa"},
    {"full_name": "Đỗ Thử An", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ", "category": "xa"},
    {"full_name": "Bùi Thử Ân", "unit": "xa-an-binh", "unit_name": "Xã An Bình", "category": "xa"},
    {"full_name": "Vũ Thử Ăn", "unit": "xa-an-binh", "unit_name": "Xã An Bình", "category": "xa"},
    {"full_name": "Phan Thử Yến", "unit": None, "unit_name": None, "category": "lanh-dao"},
]
IN_ORDER = ["Phan Thử Yến", "Vũ Thử Ăn", "Bùi Thử Ân", "Đỗ Thử An", "Trần Thử Đạt"]


@pytest.fixture
def confirmed(planned: Documents) -> Documents:
    for person in PEOPLE:
        planned.receive_delegate("confirmed", **person)
    return planned


def _names(content: bytes) -> list[str]:
    text = pdf_text(content).casefold()
    places = {name: re.search(re.escape(name.casefold()), text) for name in IN_ORDER}
    return sorted((name for name, place in places.items() if place), key=lambda name: text.index(name.casefold()))


def test_badges_lie_by_rank_then_unit_then_name(confirmed: Documents) -> None:
    assert _names(confirmed.get("/badges.pdf").data) == IN_ORDER


def test_cards_are_printed_ten_on_a_page_of_a4(confirmed: Documents) -> None:
    for given_name in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"):
        confirmed.receive_delegate("confirmed", full_name=f"Lý Thử {given_name}")
    answer = confirmed.get("/badges.pdf?size=card")
    assert answer.mimetype == "application/pdf"
    assert pdf_page_sizes(answer.data) == [(210, 297), (210, 297)]


def test_a6_badges_have_a_page_each(confirmed: Documents) -> None:
    assert pdf_page_sizes(confirmed.get("/badges.pdf?size=a6").data) == [(105, 148)] * 5


def test_every_printed_code_is_a_pass(planned: Documents) -> None:
    delegates = [planned.receive_delegate("confirmed", **person) for person in PEOPLE]
    printed = pdf_qr_texts(planned.get("/badges.pdf?size=a6").data, 150)
    assert printed == sorted(delegate["pass"]["text"] for delegate in delegates)


def test_only_confirmed_delegates_are_printed(confirmed: Documents) -> None:
    confirmed.receive_delegate("registered", full_name="Chu Thử Vắng")
    assert len(pdf_page_sizes(confirmed.get("/badges.pdf?size=a6").data)) == 5


def test_corrected_name_is_printed(planned: Documents) -> None:
    delegate = planned.receive_delegate("confirmed", full_name="Phan Thử Yên")
    planned.receive_delegate("updated", **delegate | {"full_name": "Phan Thử Yến"})
    assert _names(planned.get("/badges.pdf").data) == ["Phan Thử Yến"]


def test_no_badge_to_print_is_said_so(planned: Documents) -> None:
    answer = planned.get("/badges.pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-badges")


def test_unknown_conference_has_no_badges(documents: Documents) -> None:
    assert documents.get("/badges.pdf").get_json()["type"] == "/problems/not-found"


def test_unknown_size_is_refused(confirmed: Documents) -> None:
    assert confirmed.get("/badges.pdf?size=a3").status_code == 422
