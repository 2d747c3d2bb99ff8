"""Taking over a plan: everything once, nothing lost that people worked on."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from services.registration.models import Pass
from tests.registration.world import ORGANIZER, PLAN, RECEPTIONIST, SLUG, Registration, plan, problem


def without_unit(code: str, version: int = 2) -> dict[str, Any]:
    return plan(plan_version=version, units=[unit for unit in PLAN["units"] if unit["code"] != code])


def with_unit(code: str, version: int = 2, **changes: Any) -> dict[str, Any]:
    units = [unit | changes if unit["code"] == code else unit for unit in copy.deepcopy(PLAN["units"])]
    return plan(plan_version=version, units=units)


def units(registration: Registration) -> list[str]:
    return [unit["code"] for unit in registration.get(ORGANIZER, "/units")["items"]]


def drafts(registration: Registration) -> list[tuple[int, str, str]]:
    found = registration.get(ORGANIZER, "/invitations")["items"]
    return [(one["number"], one["invitee_code"], one["state"]) for one in found]


def test_plan_makes_the_conference(registration: Registration) -> None:
    assert registration.get(ORGANIZER, "") == {
        "slug": SLUG,
        "title": "Hội nghị sơ kết công tác 6 tháng đầu năm",
        "short_title": "Hội nghị sơ kết",
        "starts_at": "2026-06-20T01:00:00+00:00",
        "ends_at": "2026-06-20T05:00:00+00:00",
        "registration_closes_at": None,
        "timezone": "Asia/Ho_Chi_Minh",
        "hall": "Hội trường lớn",
        "address": "Số 1, đường Thử Nghiệm",
        "capacity": 300,
        "host": "Ban Tuyên giáo",
        "chair": None,
        "contact_name": "Văn phòng",
        "contact_phone": "0900.000.100",
        "contact_email": "van-phong@hoinghi.example",
        "plan_version": 1,
        "calendar_sequence": 1,
        "passes_valid_until": "2026-06-21T05:00:00+00:00",
    }


def test_invited_units_and_guests_get_drafts_numbered_by_rank(registration: Registration) -> None:
    assert drafts(registration) == [(1, "bi-thu", "draft"), (2, "so-y-te", "draft"), (3, "huyen-dai-tu", "draft")]


def test_plan_sends_nothing_out(registration: Registration) -> None:
    assert registration.news() == []


def test_plan_makes_categories_and_gates(registration: Registration) -> None:
    categories = registration.get(ORGANIZER, "/categories")["items"]
    gates = registration.get(ORGANIZER, "/gates")["items"]
    assert [(one["code"], one["protocol_rank"]) for one in categories] == [
        ("leaders", 1),
        ("departments", 2),
        ("districts", 3),
    ]
    assert gates == [{"code": "a", "name": "Cửa A"}, {"code": "b", "name": "Cửa B"}]


def test_plan_applied_twice_changes_nothing(registration: Registration) -> None:
    before = registration.get(ORGANIZER, "/units"), registration.get(ORGANIZER, "/invitations")
    registration.publish_plan(plan())
    assert (registration.get(ORGANIZER, "/units"), registration.get(ORGANIZER, "/invitations")) == before


def test_older_plan_changes_nothing(registration: Registration) -> None:
    registration.publish_plan(with_unit("so-y-te", version=3, quota=9))
    registration.publish_plan(with_unit("so-y-te", version=2, quota=1))
    assert registration.invitation("so-y-te")["quota"] == 9


def test_newer_plan_updates_units_and_their_invitations(registration: Registration) -> None:
    registration.publish_plan(
        with_unit("so-y-te", quota=5, name="Sở Y tế tỉnh", focal_point_email="moi@hoinghi.example")
    )
    invitation = registration.invitation("so-y-te")
    assert (invitation["quota"], invitation["invitee_name"], invitation["recipient_email"]) == (
        5,
        "Sở Y tế tỉnh",
        "moi@hoinghi.example",
    )


def test_unit_newly_invited_gets_the_next_number(registration: Registration) -> None:
    registration.publish_plan(with_unit("dai-truyen-hinh", invited=True))
    assert drafts(registration)[-1] == (4, "dai-truyen-hinh", "draft")


def test_unit_that_leaves_the_plan_untouched_goes_with_its_draft(registration: Registration) -> None:
    registration.publish_plan(without_unit("so-y-te"))
    assert units(registration) == ["dai-truyen-hinh", "huyen-dai-tu"]
    assert [code for _number, code, _state in drafts(registration)] == ["bi-thu", "huyen-dai-tu"]


def test_number_of_a_dropped_draft_is_not_given_again(registration: Registration) -> None:
    registration.publish_plan(without_unit("huyen-dai-tu"))
    registration.publish_plan(plan(plan_version=3))
    assert drafts(registration)[-1] == (4, "huyen-dai-tu", "draft")


def test_unit_with_an_issued_invitation_stays(registration: Registration) -> None:
    registration.issue("so-y-te")
    registration.publish_plan(without_unit("so-y-te"))
    kept = registration.get(ORGANIZER, "/units", q="y te")["items"]
    assert [(unit["code"], unit["in_plan"], unit["invited"]) for unit in kept] == [("so-y-te", False, False)]


def test_unit_with_delegates_stays(registration: Registration) -> None:
    registration.register(unit="dai-truyen-hinh")
    registration.publish_plan(without_unit("dai-truyen-hinh"))
    assert "dai-truyen-hinh" in units(registration)


def test_unit_no_longer_invited_loses_its_draft(registration: Registration) -> None:
    registration.publish_plan(with_unit("so-y-te", invited=False))
    assert [code for _number, code, _state in drafts(registration)] == ["bi-thu", "huyen-dai-tu"]


def test_guest_invited_by_hand_survives_the_next_plan(registration: Registration) -> None:
    body = {"full_name": "Lý Văn Khách", "post": "Nguyên Bí thư", "category": "leaders"}
    registration.send(ORGANIZER, "POST", "/invitations", body, 201)
    registration.publish_plan(plan(plan_version=2))
    assert len(drafts(registration)) == 4


def test_guest_renamed_in_the_plan_is_renamed_everywhere(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    path = f"/invitations/{invitation['id']}/answer"
    registration.send(ORGANIZER, "PUT", path, {"answer": "attends"})
    registration.news()
    guests = [PLAN["guests"][0] | {"full_name": "Trần Văn Đước"}]
    registration.publish_plan(plan(plan_version=2, guests=guests))
    names = [one["full_name"] for one in registration.get(ORGANIZER, "/delegates")["items"]]
    assert (names, registration.news()) == (
        ["Trần Văn Đước"],
        [("invitation_updated", "invitation", 3), ("delegate_updated", "delegate", 2)],
    )


def test_guest_follows_a_corrected_address(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    path = f"/invitations/{invitation['id']}/answer"
    registration.send(ORGANIZER, "PUT", path, {"answer": "attends"})
    registration.news()
    guests = [PLAN["guests"][0] | {"email": "moi@hoinghi.example", "phone": "0900.000.077"}]
    registration.publish_plan(plan(plan_version=2, guests=guests))
    [guest] = registration.get(ORGANIZER, "/delegates")["items"]
    assert (guest["email"], guest["phone"]) == ("moi@hoinghi.example", "0900.000.077")
    told, followed = registration.events()
    assert (told["recipient_email"], followed["email"]) == ("moi@hoinghi.example", "moi@hoinghi.example")


def test_change_of_a_draft_is_no_news(registration: Registration) -> None:
    registration.news()
    guests = [PLAN["guests"][0] | {"email": "moi@hoinghi.example"}]
    registration.publish_plan(plan(plan_version=2, guests=guests))
    assert registration.news() == []


def test_delegates_follow_their_unit_into_another_category(registration: Registration) -> None:
    registration.register()
    registration.news()
    registration.publish_plan(with_unit("so-y-te", category="districts"))
    delegate = registration.get(ORGANIZER, "/delegates")["items"][0]
    assert (delegate["category"], registration.news()) == ("districts", [("delegate_updated", "delegate", 2)])


def test_delegates_are_told_of_when_their_unit_is_renamed(registration: Registration) -> None:
    registration.register()
    registration.news()
    registration.publish_plan(with_unit("so-y-te", name="Sở Y tế tỉnh"))
    assert registration.news() == [("delegate_updated", "delegate", 2)]


def test_category_that_nobody_is_in_goes_with_the_plan(registration: Registration) -> None:
    registration.publish_plan(plan(plan_version=2, categories=[*PLAN["categories"][:3]], guests=[]))
    fewer = plan(plan_version=3, categories=PLAN["categories"][1:], guests=[])
    registration.publish_plan(fewer)
    assert [one["code"] for one in registration.get(ORGANIZER, "/categories")["items"]] == ["departments", "districts"]


def test_gate_with_check_ins_stays(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.scan(gate="b", **{"pass": held["text"]})
    registration.publish_plan(plan(plan_version=2, gates=[{"code": "c", "name": "Cửa C"}]))
    assert [gate["code"] for gate in registration.get(ORGANIZER, "/gates")["items"]] == ["b", "c"]


def _moved(version: int, **duration: int) -> dict[str, Any]:
    facts = PLAN["facts"]
    later = {name: facts[name] + timedelta(**duration) for name in ("starts_at", "ends_at")}
    return plan(plan_version=version, facts=facts | later)


@pytest.mark.parametrize("way", ["pass", "code"])
def test_the_same_pass_opens_the_gate_after_a_move_and_not_after_the_new_end(
    registration: Registration, way: str
) -> None:
    _delegate, held = registration.confirmed()
    shown = {way: held["text" if way == "pass" else "code"]}
    registration.news()
    registration.publish_plan(_moved(2, days=30))
    assert registration.news() == []
    registration.clock.now = PLAN["facts"]["starts_at"] + timedelta(days=30)
    assert registration.scan(**shown).status_code == 201
    registration.clock.move(days=2)
    assert problem(registration.scan(**shown)) == (422, "pass-expired")


def test_pass_ends_with_a_conference_moved_to_an_earlier_day(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.clock.now = PLAN["facts"]["starts_at"]
    registration.publish_plan(_moved(2, days=-3))
    assert problem(registration.scan(**{"pass": held["text"]})) == (422, "pass-expired")


def test_conference_moved_beyond_what_is_signed_replaces_passes(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    registration.news()
    registration.publish_plan(_moved(2, days=500))
    assert registration.news() == [("pass_revoked", "pass", 1), ("delegate_confirmed", "delegate", 3)]
    assert problem(registration.scan(**{"pass": held["text"]})) == (422, "pass-replaced")
    replaced = registration.get(RECEPTIONIST, f"/delegates/{delegate['id']}/pass")
    assert registration.scan(**{"pass": replaced["text"]}).status_code == 201


def test_pass_of_an_earlier_release_is_replaced_only_when_the_conference_ends_after_it(
    registration: Registration,
) -> None:
    registration.confirmed()
    with registration.service.database.write() as session:
        session.execute(update(Pass).values(expires_at=PLAN["facts"]["ends_at"] + timedelta(days=1)))
    registration.news()
    registration.publish_plan(_moved(2, hours=5))
    assert registration.news() == []
    registration.publish_plan(_moved(3, days=7))
    assert registration.news() == [("pass_revoked", "pass", 1), ("delegate_confirmed", "delegate", 3)]


def test_conference_moved_within_its_day_keeps_passes(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    registration.publish_plan(_moved(2, hours=5))
    assert registration.scan(**{"pass": held["text"]}).status_code == 201


def test_nearest_conference_is_listed_first(registration: Registration) -> None:
    for slug, days in (("da-qua", -40), ("vua-qua", -30), ("nam-sau", 300)):
        moved = {name: PLAN["facts"][name] + timedelta(days=days) for name in ("starts_at", "ends_at")}
        registration.publish_plan(plan(conference=slug, facts=PLAN["facts"] | moved))
    listed = registration.call(ORGANIZER, "GET", "//conferences").get_json()["items"]
    assert [one["slug"] for one in listed] == [SLUG, "nam-sau", "vua-qua", "da-qua"]


def test_conferences_know_nothing_of_each_other(registration: Registration) -> None:
    registration.register()
    registration.publish_plan(plan(conference="hoi-nghi-khac", units=[], guests=[]))
    other = registration.call(ORGANIZER, "GET", "/delegates", slug="hoi-nghi-khac").get_json()
    assert (other["total"], registration.get(ORGANIZER, "/delegates")["total"]) == (0, 1)


def test_passes_are_good_until_twelve_hours_after_the_conference_day(registration: Registration) -> None:
    assert registration.get(ORGANIZER, "")["passes_valid_until"] == "2026-06-21T05:00:00+00:00"


def test_signed_expiry_leaves_a_year_to_move_and_is_never_beyond_four_hundred_days(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    signed = datetime.fromisoformat(held["expires_at"])
    end = datetime.fromisoformat("2026-06-21T05:00:00+00:00")
    assert signed == min(end + timedelta(days=365), registration.clock() + timedelta(days=400))


def test_calendar_sequence_is_the_plan_s_or_its_version_where_it_says_none(registration: Registration) -> None:
    assert registration.get(ORGANIZER, "")["calendar_sequence"] == 1
    registration.publish_plan(plan(plan_version=2, facts=PLAN["facts"] | {"calendar_sequence": 7}))
    assert registration.get(ORGANIZER, "")["calendar_sequence"] == 7
