"""The overview."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chassis.auth.roles import Role
from tests.gateway.integration.office.conftest import waiting_delegate
from tests.gateway.integration.people.conftest import HERE, Product

PAGE = f"{HERE}/dashboard"


def test_overview_says_how_many_days_are_left(product: Product) -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    starts = datetime.fromisoformat(product.api("GET", HERE)["starts_at"])

    def left() -> int:
        return (starts.astimezone(zone).date() - datetime.now(zone).date()).days

    before, page = left(), product.signed_in(Role.ORGANIZER).get(PAGE).text
    # At midnight the page may count from either day.
    assert any(f'<span class="overview-value">{days}</span>' in page for days in {before, left()})


def test_each_gap_leads_to_its_list(product: Product) -> None:
    waiting_delegate(product)
    total = product.api("GET", f"{HERE}/delegates?state=waiting")["total"]
    page = " ".join(product.signed_in(Role.ORGANIZER).get(PAGE).text.split())
    start = page.index(f'href="{HERE}/delegates?state=waiting"')
    assert f'<span class="gap-count">{total}</span>' in page[start : start + 200]


def test_overview_listens_to_news(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(PAGE).text
    assert "data-refreshes" in page
    assert "js/live_refresh.js" in page


def test_department_gets_no_links_that_are_closed_to_it(product: Product) -> None:
    page = product.signed_in(Role.DEPARTMENT).get(PAGE).text
    assert f"{HERE}/units?answer=none" in page
    assert f"{HERE}/delegates" not in page


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.CHAIR, Role.BROADCASTER])
def test_overview_is_closed_to_others(product: Product, role: Role) -> None:
    unit = "dai-phat-thanh-truyen-hinh" if role is Role.BROADCASTER else None
    assert product.signed_in(role, unit=unit).get(PAGE).status_code == 403


def test_overview_is_complete_in_english(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(PAGE, headers={"Accept-Language": "en"}).text
    assert "What is missing" in page
    assert "Việc còn thiếu" not in page
