"""Previews in the pages of papers, the seating that is waited for, and where what is owed is done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import HERE, Product, send

OBLIGATIONS = f"{HERE}/obligations"


@pytest.mark.parametrize(
    ("page", "paper"),
    [
        ("/agenda/draft", "agenda?draft=true"),
        ("/commendations", "commendation-list"),
        ("/activities", "activity-list"),
    ],
)
def test_first_page_is_shown_in_the_page_that_prints_it(product: Product, page: str, paper: str) -> None:
    office = product.signed_in(Role.ORGANIZER)
    assert f"{HERE}/print/look/{paper}" in office.get(f"{HERE}{page}").text
    look = office.get(f"{HERE}/print/look/{paper}").text
    assert "data:image/png;base64,iVBOR" in look


def test_preview_is_for_whoever_may_print_the_paper(product: Product) -> None:
    assert product.signed_in(Role.RECEPTIONIST).get(f"{HERE}/print/look/seating-plan").status_code == 403
    assert product.signed_in(Role.DEPARTMENT).get(f"{HERE}/print/look/agenda?draft=true").status_code == 200


def test_seating_is_printed_as_soon_as_its_publication_has_arrived(product: Product) -> None:
    office, page = product.signed_in(Role.ORGANIZER), f"{HERE}/seating"
    assert "Sơ đồ chỗ ngồi chưa công bố" in office.get(f"{HERE}/print/look/seating-plan").text
    version = product.api("GET", page)["version"]
    assert "Đã công bố sơ đồ" in send(office, page, f"{page}/publish", version=version).text
    wait_for(lambda: office.get(f"{page}/print.pdf?size=a4").status_code == 200)
    assert office.get(f"{page}/print.pdf?size=a4").data.startswith(b"%PDF")
    assert "data:image/png;base64,iVBOR" in office.get(f"{HERE}/print/look/seating-plan").text


def test_page_waits_by_itself_for_a_publication_on_its_way(product: Product) -> None:
    query = {"size": "a4", "published_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}
    answer = product.signed_in(Role.ORGANIZER).get(f"{HERE}/seating/print.pdf", query_string=query)
    assert (answer.status_code, answer.headers["Refresh"], answer.headers["Retry-After"]) == (503, "2", "2")
    assert "Văn bản đang được dựng" in answer.text
    look = product.signed_in(Role.ORGANIZER).get(f"{HERE}/print/look/seating-plan", query_string=query)
    assert "Văn bản đang được dựng" in look.text


@pytest.mark.parametrize(
    ("code", "place"), [("tong-hop-kien-nghi", f"{HERE}/petitions"), ("chu-de-tham-luan", f"{HERE}/topics")]
)
def test_what_is_done_elsewhere_leads_there(product: Product, code: str, place: str) -> None:
    own = product.api("GET", f"{OBLIGATIONS}?code={code}")["items"][0]
    reader = product.signed_in(Role.DEPARTMENT, unit=own["unit"])
    for page in (f"{OBLIGATIONS}/{own['id']}", f"{OBLIGATIONS}/own"):
        assert f'class="btn btn-primary w-100-phone" href="{place}"' in reader.get(page).text
    assert f'class="btn btn-outline-primary" href="{place}"' in reader.get("/").text


def test_menu_marks_obligations_on_the_page_of_one(product: Product) -> None:
    item = product.api("GET", f"{OBLIGATIONS}?page_size=1")["items"][0]
    page = product.signed_in(Role.UNIT, unit=item["unit"]).get(f"{OBLIGATIONS}/{item['id']}").text
    marked = page[page.index('aria-current="page"') - 200 : page.index('aria-current="page"') + 300]
    assert f'href="{OBLIGATIONS}"' in marked
