"""The seating over HTTP: proposing, moving, publishing; what others learn of it, and what stays a draft."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.registration.world import (
    ORGANIZER,
    RECEPTIONIST,
    START,
    Registration,
    as_delegate,
    plan,
    problem,
)

HALL: dict[str, Any] = {
    "platform": {"name": "CT", "seats": [2], "reserved_for": []},
    "blocks": [{"code": "trai", "name": "Khối trái"}, {"code": "phai", "name": "Khối phải"}],
    "rows": [
        {"name": "A", "seats": [2, 2], "reserved_for": ["leaders"]},
        {"name": "B", "seats": [2, 2], "reserved_for": []},
        {"name": "C", "seats": [2, 2], "reserved_for": []},
    ],
    "unusable": ["C-04"],
}


@pytest.fixture
def seating(registration: Registration) -> Registration:
    """A conference with a hall of eleven seats below the platform, and three people: two of a unit, one of another."""
    registration.publish_plan(plan(plan_version=2, seating=HALL))
    registration.confirmed("Lê Thị Hòa")
    registration.clock.move(minutes=1)
    registration.confirmed("Bùi Văn An")
    registration.confirmed("Đỗ Thị Bé", "huyen-dai-tu")
    registration.news()
    return registration


def seen(registration: Registration) -> Any:
    return registration.get(ORGANIZER, "/seating")


def draft(registration: Registration) -> dict[str, str | None]:
    return {one["full_name"]: one["seat"] for one in seen(registration)["people"]}


def published(registration: Registration) -> dict[str, str | None]:
    return {one["full_name"]: one["published_seat"] for one in seen(registration)["people"]}


def conflicts(registration: Registration) -> list[tuple[str, str | None, str | None]]:
    return [(one["kind"], one["seat"], one["unit_name"]) for one in seen(registration)["conflicts"]]


def identify(registration: Registration, name: str) -> str:
    return str(next(one["delegate_id"] for one in seen(registration)["people"] if one["full_name"] == name))


def propose(registration: Registration, **options: Any) -> Any:
    body = {"version": seen(registration)["version"], "dry_run": False} | options
    return registration.send(ORGANIZER, "POST", "/seating/propose", body)


def seat(registration: Registration, where: str, name: str | None) -> Any:
    who = None if name is None else identify(registration, name)
    body = {"version": seen(registration)["version"], "delegate_id": who}
    return registration.send(ORGANIZER, "PUT", f"/seating/seats/{where}", body)


def publish(registration: Registration) -> Any:
    return registration.send(ORGANIZER, "POST", "/seating/publish", {"version": seen(registration)["version"]})


def test_plan_without_a_hall_has_no_seating(registration: Registration) -> None:
    registration.confirmed()
    found = seen(registration)
    assert (found["hall"], found["version"], found["conflicts"], found["unpublished"]) == (None, 0, [], 0)
    refused = registration.call(ORGANIZER, "POST", "/seating/propose", {"version": 0})
    assert problem(refused) == (409, "hall-not-described")


def test_hall_is_shown_as_the_plan_describes_it(seating: Registration) -> None:
    hall = seen(seating)["hall"]
    assert hall["blocks"] == HALL["blocks"]
    assert [(row["name"], row["platform"], row["reserved_for"], len(row["seats"])) for row in hall["rows"]] == [
        ("CT", True, [], 2),
        ("A", False, ["leaders"], 4),
        ("B", False, [], 4),
        ("C", False, [], 4),
    ]
    assert hall["rows"][3]["seats"][2:] == [
        {"seat": "C-03", "block": "phai", "usable": True},
        {"seat": "C-04", "block": "phai", "usable": False},
    ]


def test_people_are_listed_by_rank_and_then_as_their_unit_named_them(seating: Registration) -> None:
    assert list(draft(seating)) == ["Lê Thị Hòa", "Bùi Văn An", "Đỗ Thị Bé"]


def test_dry_run_tells_and_changes_nothing(seating: Registration) -> None:
    before = seen(seating)
    proposal = propose(seating, dry_run=True)
    assert [(one["full_name"], one["seat_before"], one["seat"]) for one in proposal["moves"]] == [
        ("Lê Thị Hòa", None, "B-01"),
        ("Bùi Văn An", None, "B-02"),
        ("Đỗ Thị Bé", None, "B-03"),
    ]
    assert (proposal["dry_run"], proposal["unseated"]) == (True, [])
    assert seen(seating) == before


def test_dry_run_is_the_default(seating: Registration) -> None:
    body = {"version": seen(seating)["version"]}
    assert seating.send(ORGANIZER, "POST", "/seating/propose", body)["dry_run"] is True


def test_proposal_is_a_draft_that_nobody_else_sees(seating: Registration) -> None:
    propose(seating)
    assert draft(seating) == {"Lê Thị Hòa": "B-01", "Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-03"}
    assert published(seating) == {"Lê Thị Hòa": None, "Bùi Văn An": None, "Đỗ Thị Bé": None}
    assert seen(seating)["unpublished"] == 3
    assert seating.news() == []


def test_proposal_leaves_alone_whom_a_person_seated(seating: Registration) -> None:
    seat(seating, "C-01", "Bùi Văn An")
    propose(seating)
    assert draft(seating) == {"Lê Thị Hòa": "C-02", "Bùi Văn An": "C-01", "Đỗ Thị Bé": "B-02"}


def test_proposal_says_who_finds_no_seat_and_why(seating: Registration) -> None:
    small = HALL | {"rows": [HALL["rows"][0], {"name": "B", "seats": [2, 0], "reserved_for": []}]}
    seating.publish_plan(plan(plan_version=3, seating=small))
    assert [(one["full_name"], one["reason"]) for one in propose(seating)["unseated"]] == [
        ("Đỗ Thị Bé", "only_reserved_left")
    ]


def test_delegate_is_moved_to_a_free_seat(seating: Registration) -> None:
    propose(seating)
    seat(seating, "C-02", "Lê Thị Hòa")
    assert draft(seating) == {"Lê Thị Hòa": "C-02", "Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-03"}


def test_two_delegates_swap(seating: Registration) -> None:
    propose(seating)
    seat(seating, "B-03", "Lê Thị Hòa")
    assert draft(seating) == {"Lê Thị Hòa": "B-03", "Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-01"}


def test_holder_makes_room_for_somebody_without_a_seat(seating: Registration) -> None:
    seat(seating, "B-01", "Lê Thị Hòa")
    seat(seating, "B-01", "Đỗ Thị Bé")
    assert draft(seating) == {"Lê Thị Hòa": None, "Bùi Văn An": None, "Đỗ Thị Bé": "B-01"}


def test_seat_is_cleared(seating: Registration) -> None:
    propose(seating)
    seat(seating, "B-01", None)
    assert draft(seating)["Lê Thị Hòa"] is None


def test_seat_given_again_to_its_holder_is_fixed(seating: Registration) -> None:
    propose(seating)
    seat(seating, "B-01", "Lê Thị Hòa")
    assert next((one["seat"], one["manual"]) for one in seen(seating)["people"]) == ("B-01", True)


@pytest.mark.parametrize("where", ["C-04", "Z-01", "B-99", "ghe"])
def test_seat_that_is_not_there_cannot_be_given(seating: Registration, where: str) -> None:
    body = {"version": seen(seating)["version"], "delegate_id": identify(seating, "Bùi Văn An")}
    assert problem(seating.call(ORGANIZER, "PUT", f"/seating/seats/{where}", body)) == (404, "not-found")


def test_unknown_delegate_cannot_be_seated(seating: Registration) -> None:
    body = {"version": seen(seating)["version"], "delegate_id": str(uuid4())}
    assert problem(seating.call(ORGANIZER, "PUT", "/seating/seats/B-01", body)) == (404, "not-found")


def test_delegate_who_does_not_come_cannot_be_seated(seating: Registration) -> None:
    who = identify(seating, "Bùi Văn An")
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/excuse", {"reason": "Bận công tác"})
    body = {"version": seen(seating)["version"], "delegate_id": who}
    assert problem(seating.call(ORGANIZER, "PUT", "/seating/seats/B-01", body)) == (409, "delegate-not-coming")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/seating/propose", {"dry_run": False}),
        ("PUT", "/seating/seats/B-01", {"delegate_id": None}),
        ("POST", "/seating/publish", {}),
    ],
)
def test_stale_page_changes_nothing(seating: Registration, method: str, path: str, body: dict[str, Any]) -> None:
    stale = seen(seating)["version"]
    propose(seating)
    before = seen(seating)
    refused = seating.call(ORGANIZER, method, path, body | {"version": stale})
    assert problem(refused) == (409, "changed-meanwhile")
    assert seen(seating) == before


def test_publishing_tells_everybody_whose_seat_is_new(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    assert published(seating) == {"Lê Thị Hòa": "B-01", "Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-03"}
    events = seating.events()
    assert [event.get("seat") for event in events[:-1]] == ["B-02", "B-03", "B-01"]
    assert events[-1]["hall"] == HALL
    assert sorted(one["seat"] for one in events[-1]["seats"]) == ["B-01", "B-02", "B-03"]


def test_publishing_again_tells_only_those_whose_seat_changed(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    seat(seating, "C-01", "Bùi Văn An")
    seating.news()
    publish(seating)
    assert [(name, kind) for name, kind, _ in seating.news()] == [
        ("delegate_updated", "delegate"),
        ("seating_published", "seating_plan"),
    ]
    assert (seen(seating)["unpublished"], seen(seating)["published_by"]) == (0, "Văn phòng")


def test_published_seat_is_on_pass_list_own_page_and_greeting(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    delegate = seating.get(RECEPTIONIST, "/delegates", q="Hòa")["items"][0]
    held = seating.get(ORGANIZER, f"/delegates/{delegate['id']}/pass")
    me = seating.get(as_delegate(delegate), "/me")
    greeted = seating.scan(code=held["code"]).get_json()
    assert [delegate["seat"], held["delegate"]["seat"], me["delegate"]["seat"], greeted["delegate"]["seat"]] == [
        "B-01"
    ] * 4


def test_excused_holder_is_a_conflict_and_shows_no_seat(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    who = identify(seating, "Lê Thị Hòa")
    seating.events()
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/excuse", {"reason": "Bận công tác"})
    assert seating.events()[0]["seat"] is None
    assert seating.get(ORGANIZER, f"/delegates/{who}")["seat"] is None
    assert conflicts(seating) == [("not_coming", "B-01", "Sở Y tế")]


def test_excused_holder_who_comes_after_all_has_the_seat_again(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    who = identify(seating, "Lê Thị Hòa")
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/excuse", {"reason": "Bận công tác"})
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/confirm")
    assert published(seating)["Lê Thị Hòa"] == "B-01"
    assert conflicts(seating) == []


def test_proposal_frees_the_seats_of_those_who_do_not_come(seating: Registration) -> None:
    propose(seating)
    who = identify(seating, "Lê Thị Hòa")
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/excuse", {"reason": "Bận công tác"})
    propose(seating, delegates=[who])
    assert draft(seating) == {"Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-03"}
    assert conflicts(seating) == []


def test_substitute_does_not_inherit_the_seat(seating: Registration) -> None:
    propose(seating)
    publish(seating)
    who = identify(seating, "Lê Thị Hòa")
    body = {"full_name": "Vũ Thị Thay", "post": "Chuyên viên", "reason": "Đi công tác"}
    seating.send(ORGANIZER, "POST", f"/delegates/{who}/substitute", body, 201)
    assert draft(seating)["Vũ Thị Thay"] is None
    assert conflicts(seating) == [("not_coming", "B-01", "Sở Y tế")]
    propose(seating)
    assert draft(seating) == {"Bùi Văn An": "B-02", "Vũ Thị Thay": "B-01", "Đỗ Thị Bé": "B-03"}


def test_rank_in_a_row_of_others_is_a_conflict_that_a_proposal_mends(seating: Registration) -> None:
    propose(seating)
    seat(seating, "A-01", "Đỗ Thị Bé")
    assert conflicts(seating) == [("wrong_row", "A-01", "Huyện Đại Từ")]
    propose(seating, delegates=seen(seating)["conflicts"][0]["people"])
    assert draft(seating) == {"Lê Thị Hòa": "B-01", "Bùi Văn An": "B-02", "Đỗ Thị Bé": "B-03"}
    assert conflicts(seating) == []


def test_unit_that_sits_apart_is_a_conflict_that_a_proposal_mends(seating: Registration) -> None:
    propose(seating)
    seat(seating, "C-02", "Bùi Văn An")
    assert conflicts(seating) == [("unit_split", None, "Sở Y tế")]
    propose(seating, delegates=seen(seating)["conflicts"][0]["people"])
    assert conflicts(seating) == []


def test_seat_that_a_later_plan_takes_away_is_a_conflict_and_not_published(seating: Registration) -> None:
    propose(seating)
    smaller = HALL | {"rows": [HALL["rows"][0], {"name": "B", "seats": [2, 0], "reserved_for": []}, HALL["rows"][2]]}
    stale = seen(seating)["version"]
    seating.publish_plan(plan(plan_version=3, seating=smaller))
    refused = seating.call(ORGANIZER, "POST", "/seating/publish", {"version": stale})
    assert problem(refused) == (409, "changed-meanwhile")
    assert conflicts(seating) == [("seat_gone", "B-03", "Huyện Đại Từ")]
    publish(seating)
    assert published(seating)["Đỗ Thị Bé"] is None
    propose(seating, delegates=seen(seating)["conflicts"][0]["people"])
    assert (draft(seating)["Đỗ Thị Bé"], conflicts(seating)) == ("C-02", [])


def test_plan_with_the_same_hall_leaves_pages_alone(seating: Registration) -> None:
    before = seen(seating)["version"]
    seating.publish_plan(plan(plan_version=3, seating=HALL))
    assert seen(seating)["version"] == before


def test_guest_is_seated_by_rank_in_the_row_kept_for_it(seating: Registration) -> None:
    invitation = seating.issue("bi-thu")
    seating.send(ORGANIZER, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends"})
    propose(seating)
    assert draft(seating)["Trần Văn Đức"] == "A-02"


def test_moment_of_publication_is_kept(seating: Registration) -> None:
    assert seen(seating)["published_at"] is None
    publish(seating)
    assert seen(seating)["published_at"] > START.isoformat()
