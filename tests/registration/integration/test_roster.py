"""What stations take along for when the network is gone."""

from __future__ import annotations

from typing import Any

import pytest

from services.registration.passes import conference_mark
from tests.registration.integration.test_check_in_batch import STATION_A
from tests.registration.world import ORGANIZER, SLUG, Registration, plan


def roster(registration: Registration, since: str | None = None) -> Any:
    query = {} if since is None else {"since": since}
    return registration.get(STATION_A, "/roster", **query)


def later(registration: Registration) -> None:
    """Past the time in which a transaction may still commit."""
    registration.clock.move(minutes=2)


def test_roster_holds_what_a_pass_is_checked_against(registration: Registration) -> None:
    known = roster(registration)
    key = registration.get(ORGANIZER, "/pass-key")
    assert known["keys"] == [{"kid": key["kid"], "x": key["public_key"]}]
    assert known["conference"] == {
        "slug": SLUG,
        "mark": conference_mark(SLUG).hex(),
        "title": "Hội nghị sơ kết công tác 6 tháng đầu năm",
        "timezone": "Asia/Ho_Chi_Minh",
        "passes_valid_until": known["conference"]["passes_valid_until"],
    }
    assert known["gates"] == [{"code": "a", "name": "Cửa A"}, {"code": "b", "name": "Cửa B"}]


def test_roster_greets_by_name_and_holds_no_phone_or_address(registration: Registration) -> None:
    delegate, held = registration.confirmed(post="Phó Giám đốc", phone="0900.000.007", email="hoa@hoinghi.example")
    known = roster(registration)
    assert (known["full"], known["people"]) == (
        True,
        [
            {
                "delegate_id": delegate["id"],
                "full_name": "Lê Thị Hòa",
                "search_name": " le thi hoa",
                "post": "Phó Giám đốc",
                "unit_name": "Sở Y tế",
                "category_name": "Sở, ban, ngành",
                "kind": "delegate",
                "substitute_for_name": None,
                "seat": None,
                "state": "confirmed",
                "pass_id": held["pass_id"],
                "code": held["code"],
                "revoked": [],
            }
        ],
    )


def test_nothing_new_is_an_empty_answer(registration: Registration) -> None:
    registration.confirmed()
    later(registration)
    cursor = roster(registration)["cursor"]
    changed = roster(registration, cursor)
    assert (changed["full"], changed["people"], changed["check_ins"], changed["undone"]) == (False, [], [], [])


def test_nothing_new_is_not_sent_to_who_has_the_answer(registration: Registration) -> None:
    registration.confirmed()
    later(registration)
    cursor = roster(registration)["cursor"]
    first = registration.call(STATION_A, "GET", "/roster", query_string={"since": cursor})
    registration.clock.move(seconds=30)
    headers = {"If-None-Match": first.headers["ETag"]}
    again = registration.call(STATION_A, "GET", "/roster", query_string={"since": cursor}, headers=headers)
    assert (again.status_code, again.data) == (304, b"")


def test_only_what_changed_is_told(registration: Registration) -> None:
    registration.confirmed("Người Cũ", "huyen-dai-tu")
    later(registration)
    cursor = roster(registration)["cursor"]
    delegate, held = registration.confirmed()
    line = registration.scan(STATION_A, **{"pass": held["text"]}).get_json()["check_in_id"]
    changed = roster(registration, cursor)
    assert [person["full_name"] for person in changed["people"]] == ["Lê Thị Hòa"]
    assert [(each["check_in_id"], each["delegate_id"]) for each in changed["check_ins"]] == [(line, delegate["id"])]


def test_revoked_pass_and_undone_check_in_are_told(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    line = registration.scan(STATION_A, **{"pass": held["text"]}).get_json()["check_in_id"]
    later(registration)
    cursor = roster(registration)["cursor"]
    registration.send(ORGANIZER, "POST", f"/check-ins/{line}/undo", {"reason": "Nhầm người"})
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    changed = roster(registration, cursor)
    told = [(each["state"], each["pass_id"], each["revoked"]) for each in changed["people"]]
    assert (told, changed["undone"]) == ([("excused", None, [held["pass_id"]])], [line])


def test_changes_of_the_last_minute_are_told_again(registration: Registration) -> None:
    registration.confirmed()
    cursor = roster(registration)["cursor"]
    assert [person["full_name"] for person in roster(registration, cursor)["people"]] == ["Lê Thị Hòa"]


@pytest.mark.parametrize("since", ["", "x", "1.1", "9" * 40])
def test_cursor_that_is_none_gets_everything(registration: Registration, since: str) -> None:
    assert roster(registration, since)["full"]


def test_another_plan_or_a_week_gets_everything(registration: Registration) -> None:
    later(registration)
    cursor = roster(registration)["cursor"]
    registration.publish_plan(plan(plan_version=2))
    assert roster(registration, cursor)["full"]
    newer = roster(registration)["cursor"]
    registration.clock.move(days=8)
    assert roster(registration, newer)["full"]
