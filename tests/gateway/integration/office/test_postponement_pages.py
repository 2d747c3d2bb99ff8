"""Moving the conference from the page: seen beforehand, confirmed by typing, then on everybody's page."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import HERE, Product, send

PAGE, REVIEW = f"{HERE}/postpone", f"{HERE}/postpone/review"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def _day(product: Product) -> date:
    return datetime.fromisoformat(product.api("GET", HERE)["starts_at"]).astimezone(ZONE).date()


def _move(product: Product, days: int = 1, **more: str) -> dict[str, Any]:
    conference = product.api("GET", HERE)
    place = {name: conference[name] for name in ("hall", "address")}
    day = _day(product) + timedelta(days=days)
    return {"date": day.isoformat(), "starts": "07:30", "ends": "11:30", "move_deadlines": "no", **place, **more}


def _typed(move: dict[str, Any]) -> str:
    day = date.fromisoformat(move["date"])
    return f"{day:%d/%m/%Y}"


def _version(product: Product) -> int:
    version: int = product.api("GET", f"{HERE}/plan")["version"]
    return version


def test_page_is_for_the_office(product: Product) -> None:
    assert product.signed_in(Role.DEPARTMENT).get(PAGE).status_code == 403


def test_review_says_what_will_happen_and_changes_nothing(product: Product) -> None:
    version, move = _version(product), _move(product, 2, move_deadlines="yes")
    page = send(product.signed_in(Role.ORGANIZER), PAGE, REVIEW, **move).text
    assert "Dời thì sẽ có những việc sau" in page
    assert "Mỗi người một thư" in page
    assert f'data-typed-word="{_typed(move).lstrip("0").replace("/0", "/")}"' in page
    assert _version(product) == version


def test_nonsense_is_said_in_words_at_the_form(product: Product) -> None:
    move = _move(product) | {"date": "2020-01-01"}
    answer = send(product.signed_in(Role.ORGANIZER), PAGE, REVIEW, **move)
    assert (answer.status_code, "Dời quá một năm" in answer.text) == (422, True)


def test_without_the_typed_day_nothing_moves(product: Product) -> None:
    version, move = _version(product), _move(product)
    form = {**move, "reason": "Trùng lịch", "version": str(version), "typed": "31/12/2099"}
    page = send(product.signed_in(Role.ORGANIZER), PAGE, PAGE, **form).text
    assert "Ngày mới gõ chưa đúng" in page
    assert _version(product) == version


def test_moved_conference_is_told_on_the_delegate_s_page_and_in_their_calendar(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    held = product.pass_of(delegate)
    client = product.by_link(product.api("GET", f"{HERE}/delegates/{delegate['id']}")["link"])
    before = _entry(client)
    answer = _postponed(product, "Trùng lịch Tỉnh ủy")
    assert answer.request.path == f"{HERE}/plan"
    assert "Đã dời hội nghị" in answer.text
    page = client.get(f"{HERE}/my").text
    assert "Hội nghị đã đổi thời gian, địa điểm" in page
    assert "Trùng lịch Tỉnh ủy" in page
    after = _entry(client)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert product.pass_of(delegate)["text"] == held["text"]


def test_page_moved_meanwhile_is_refused(product: Product) -> None:
    move = _move(product, 3)
    form = {**move, "reason": "Trùng lịch", "version": "1000", "typed": _typed(move)}
    answer = send(product.signed_in(Role.ORGANIZER), PAGE, PAGE, **form)
    assert (answer.status_code, "vừa được người khác thay đổi" in answer.text) == (409, True)


def test_moves_are_listed_with_their_reasons(product: Product) -> None:
    _postponed(product, "Mưa bão")
    page = product.signed_in(Role.ORGANIZER).get(PAGE).text
    assert re.search(r"Các lần đã dời.*Mưa bão", page, re.DOTALL)


def _postponed(product: Product, reason: str) -> Any:
    """The answer to moving the conference by a day, once everybody knows of it."""
    move = _move(product, 1)
    form = {**move, "reason": reason, "version": str(_version(product)), "typed": _typed(move)}
    answer = send(product.signed_in(Role.ORGANIZER), PAGE, PAGE, **form)
    wait_for(lambda: _day(product).isoformat() == move["date"])
    return answer


def _entry(client: Any) -> Any:
    (entry,) = Calendar.from_ical(client.get(f"{HERE}/my/calendar.ics").data).walk("VEVENT")
    return entry
