"""Invitations: issued, re-issued, withdrawn, answered, and their private links."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.identity import Identity
from tests.registration.world import (
    GATEWAY,
    ORGANIZER,
    OTHER_UNIT,
    SLUG,
    UNIT,
    Registration,
    as_delegate,
    as_guest,
    problem,
)


def open_link(registration: Registration, link: str) -> Any:
    return registration.call(GATEWAY, "POST", "//private-links", {"token": link.removeprefix("/l/")})


def step(registration: Registration, invitation: Any, action: str) -> Any:
    path = f"/invitations/{invitation['id']}/{action}"
    return registration.send(ORGANIZER, "POST", path, {"version": invitation["version"]})


def answer(registration: Registration, who: Identity, invitation: Any, **body: Any) -> Any:
    return registration.send(who, "PUT", f"/invitations/{invitation['id']}/answer", body)


def test_issued_invitation_is_announced_with_its_link(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    assert registration.events() == [
        {
            "conference": SLUG,
            "invitation_id": invitation["id"],
            "number": 2,
            "issue": 1,
            "invitee_kind": "unit",
            "invitee_code": "so-y-te",
            "invitee_name": "Sở Y tế",
            "invitee_post": None,
            "category": "departments",
            "quota": 2,
            "recipient_name": "Nguyễn Thị Ánh",
            "recipient_email": "so-y-te@hoinghi.example",
            "recipient_phone": "+84900000001",
            "link": invitation["link"],
            "issued_at": invitation["issued_at"],
        }
    ]


def test_all_drafts_are_issued_at_once(registration: Registration) -> None:
    assert registration.send(ORGANIZER, "POST", "/invitations/issue", {}) == {"issued": 3, "skipped": []}
    assert registration.news() == [("invitation_issued", "invitation", 1)] * 3


def test_issuing_again_leaves_out_what_is_issued(registration: Registration) -> None:
    registration.send(ORGANIZER, "POST", "/invitations/issue", {})
    assert registration.send(ORGANIZER, "POST", "/invitations/issue", {}) == {"issued": 0, "skipped": []}


def test_chosen_drafts_are_issued_and_the_others_named(registration: Registration) -> None:
    issued, draft, nobody = registration.issue("bi-thu"), registration.invitation("so-y-te"), str(uuid4())
    answered = registration.send(ORGANIZER, "POST", "/invitations/issue", {"ids": [issued["id"], draft["id"], nobody]})
    assert answered == {
        "issued": 1,
        "skipped": [{"id": issued["id"], "reason": "not-draft"}, {"id": nobody, "reason": "not-found"}],
    }


def test_stale_version_is_refused(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    stale = registration.call(ORGANIZER, "POST", f"/invitations/{invitation['id']}/reissue", {"version": 0})
    assert problem(stale) == (409, "changed-meanwhile")


def test_link_of_a_unit_opens_for_the_unit(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    assert open_link(registration, invitation["link"]).get_json() == {
        "conference": SLUG,
        "kind": "unit",
        "name": "Sở Y tế",
        "unit": "so-y-te",
        "invitation": invitation["id"],
    }


def test_link_of_a_guest_opens_for_the_guest(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    assert open_link(registration, invitation["link"]).get_json() == {
        "conference": SLUG,
        "kind": "guest",
        "name": "Trần Văn Đức",
        "invitation": invitation["id"],
    }


def test_reissue_kills_the_earlier_link(registration: Registration) -> None:
    first = registration.issue("so-y-te")
    second = step(registration, first, "reissue")
    assert problem(open_link(registration, first["link"])) == (410, "link-replaced")
    assert open_link(registration, second["link"]).status_code == 200


def test_withdrawal_kills_the_link(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    step(registration, invitation, "withdraw")
    assert problem(open_link(registration, invitation["link"])) == (410, "link-replaced")


def test_withdrawn_invitation_can_be_issued_anew(registration: Registration) -> None:
    withdrawn = step(registration, registration.issue("so-y-te"), "withdraw")
    again = step(registration, withdrawn, "reissue")
    assert (again["state"], again["issue"]) == ("issued", 2)
    assert [news[0] for news in registration.news()] == [
        "invitation_issued",
        "invitation_withdrawn",
        "invitation_issued",
    ]


@pytest.mark.parametrize("token", ["x", "WyJpIl0.x", "a" * 900, "é"])
def test_made_up_link_is_unknown(registration: Registration, token: str) -> None:
    assert problem(open_link(registration, token)) == (404, "link-unknown")


def test_draft_shows_no_link(registration: Registration) -> None:
    assert registration.invitation("so-y-te")["link"] is None


def test_unit_sees_its_own_invitation_without_the_link(registration: Registration) -> None:
    registration.issue("so-y-te")
    seen = registration.get(UNIT, "/invitations")["items"]
    assert [(one["invitee_code"], one["link"]) for one in seen] == [("so-y-te", None)]


def test_foreign_invitation_is_not_found(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    assert problem(registration.call(OTHER_UNIT, "GET", f"/invitations/{invitation['id']}")) == (404, "not-found")


def test_unit_answers_how_many_it_sends(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    registration.news()
    answered = answer(registration, UNIT, invitation, answer="attends", attending=1)
    assert (answered["state"], answered["answer"], answered["attending"]) == ("answered", "attends", 1)
    assert registration.events() == [
        {
            "conference": SLUG,
            "invitation_id": invitation["id"],
            "invitee_kind": "unit",
            "invitee_code": "so-y-te",
            "invitee_name": "Sở Y tế",
            "answer": "attends",
            "attending": 1,
            "reason": None,
            "answered_at": "2026-06-01T01:00:00+00:00",
        }
    ]


def test_unit_that_does_not_say_how_many_sends_its_quota(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    assert answer(registration, UNIT, invitation, answer="attends")["attending"] == 2


@pytest.mark.parametrize("attending", [0, 3])
def test_number_outside_the_quota_is_refused(registration: Registration, attending: int) -> None:
    path = f"/invitations/{registration.issue('so-y-te')['id']}/answer"
    response = registration.call(UNIT, "PUT", path, {"answer": "attends", "attending": attending})
    assert problem(response) == (422, "attending-out-of-range")


def test_same_answer_again_is_no_news(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    answer(registration, UNIT, invitation, answer="attends", attending=1)
    registration.news()
    answer(registration, UNIT, invitation, answer="attends", attending=1)
    assert registration.news() == []


def test_later_answer_replaces_the_earlier_one(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    answer(registration, UNIT, invitation, answer="attends")
    declined = answer(registration, UNIT, invitation, answer="declines", reason="Bận họp")
    assert (declined["answer"], declined["attending"], declined["reason"]) == ("declines", 0, "Bận họp")


def test_unit_with_delegates_cannot_decline(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    registration.register()
    response = registration.call(UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "declines"})
    assert problem(response) == (409, "unit-has-delegates")


def test_invitation_of_a_unit_with_delegates_is_not_withdrawn(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    registration.register()
    path = f"/invitations/{invitation['id']}/withdraw"
    response = registration.call(ORGANIZER, "POST", path, {"version": invitation["version"]})
    assert problem(response) == (409, "unit-has-delegates")
    assert registration.invitation("so-y-te")["state"] == "issued"


def test_answer_to_a_draft_is_refused(registration: Registration) -> None:
    path = f"/invitations/{registration.invitation('so-y-te')['id']}/answer"
    assert problem(registration.call(UNIT, "PUT", path, {"answer": "attends"})) == (409, "step-not-possible")


def test_reissue_keeps_the_answer(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    answered = answer(registration, UNIT, invitation, answer="attends", attending=1)
    again = step(registration, answered, "reissue")
    assert (again["state"], again["attending"], again["issue"]) == ("answered", 1, 2)


def test_guest_who_attends_is_confirmed_with_a_pass_at_once(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    registration.news()
    answer(registration, as_guest(invitation), invitation, answer="attends")
    assert registration.news() == [("invitation_answered", "invitation", 2), ("delegate_confirmed", "delegate", 1)]
    me = registration.get(as_guest(invitation), "/me")
    assert (me["kind"], me["delegate"]["state"], me["delegate"]["unit"]) == ("guest", "confirmed", None)
    held = registration.get(as_guest(invitation), f"/delegates/{me['delegate']['id']}/pass")
    assert registration.scan(**{"pass": held["text"]}).status_code == 201


def test_guest_who_then_declines_is_excused(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    answer(registration, as_guest(invitation), invitation, answer="attends")
    registration.news()
    answer(registration, as_guest(invitation), invitation, answer="declines", reason="Đi công tác")
    assert registration.news() == [
        ("invitation_answered", "invitation", 3),
        ("delegate_excused", "delegate", 2),
        ("pass_revoked", "pass", 1),
    ]


def test_guest_who_changes_their_mind_gets_a_new_pass(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    guest = as_guest(invitation)
    answer(registration, guest, invitation, answer="attends")
    answer(registration, guest, invitation, answer="declines")
    answer(registration, guest, invitation, answer="attends")
    assert registration.get(guest, "/me")["delegate"]["state"] == "confirmed"
    assert registration.get(ORGANIZER, "/delegates")["total"] == 1


def test_guest_excused_as_a_delegate_has_declined(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    guest = as_guest(invitation)
    answer(registration, guest, invitation, answer="attends")
    delegate = registration.get(guest, "/me")["delegate"]
    registration.send(guest, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    me = registration.get(guest, "/me")
    assert (me["invitation"]["answer"], me["invitation"]["reason"]) == ("declines", "Ốm")
    registration.send(guest, "POST", f"/delegates/{delegate['id']}/confirm")
    assert registration.get(guest, "/me")["invitation"]["answer"] == "attends"


def test_withdrawn_guest_is_excused_and_their_pass_dies(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    answered = answer(registration, as_guest(invitation), invitation, answer="attends")
    registration.news()
    step(registration, answered, "withdraw")
    assert registration.news() == [
        ("invitation_withdrawn", "invitation", 3),
        ("delegate_excused", "delegate", 2),
        ("pass_revoked", "pass", 1),
    ]


def test_withdrawn_guest_cannot_come_after_all(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    guest = as_guest(invitation)
    answered = answer(registration, guest, invitation, answer="attends")
    delegate = registration.get(guest, "/me")["delegate"]
    link = registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["link"]
    step(registration, answered, "withdraw")
    for who in (guest, as_delegate(delegate), ORGANIZER):
        refused = registration.call(who, "POST", f"/delegates/{delegate['id']}/confirm")
        assert problem(refused) == (409, "invitation-not-open")
    assert problem(open_link(registration, link)) == (410, "link-replaced")


def test_guest_is_invited_by_hand(registration: Registration) -> None:
    body = {
        "full_name": "  Lý   Văn Khách ",
        "post": "Nguyên Bí thư",
        "category": "leaders",
        "email": "khach@hoinghi.example",
        "phone": "0900.000.009",
    }
    invited = registration.send(ORGANIZER, "POST", "/invitations", body, 201)
    assert (invited["number"], invited["state"], invited["invitee_name"], invited["recipient_phone"]) == (
        4,
        "draft",
        "Lý Văn Khách",
        "0900.000.009",
    )
    assert registration.news() == []


def test_guest_of_an_unknown_category_is_refused(registration: Registration) -> None:
    body = {"full_name": "Lý Văn Khách", "post": "Nguyên Bí thư", "category": "nobody"}
    assert problem(registration.call(ORGANIZER, "POST", "/invitations", body)) == (422, "invalid-input")


def test_numbers_given_at_the_same_moment_differ(registration: Registration) -> None:
    def invite() -> None:
        body = {"full_name": "Lý Văn Khách", "post": "Nguyên Bí thư", "category": "leaders"}
        registration.send(ORGANIZER, "POST", "/invitations", body, 201)

    threads = [threading.Thread(target=invite) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [one["number"] for one in registration.get(ORGANIZER, "/invitations")["items"]]
    assert numbers == list(range(1, 10))


def _delivery(invitation: Any, **changes: Any) -> dict[str, Any]:
    return {
        "conference": SLUG,
        "message_id": uuid4(),
        "kind": "invitation_issued",
        "about": invitation["id"],
        "reason": f"invitation:{invitation['id']}:{invitation['issue']}",
        "channel": "email",
        "attempts": 1,
    } | changes


def test_delivered_message_is_shown_beside_its_invitation(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    data = _delivery(invitation, delivered_at=registration.clock())
    registration.handle("notification.notification_delivered.v1", data)
    assert registration.invitation("so-y-te")["delivery"] == "sent"


def test_failed_message_is_shown_with_its_error(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    data = _delivery(invitation, error="550 Hộp thư không tồn tại")
    registration.handle("notification.notification_failed.v1", data)
    shown = registration.invitation("so-y-te")
    assert (shown["delivery"], shown["delivery_error"]) == ("failed", "550 Hộp thư không tồn tại")


def test_news_of_an_earlier_issue_is_old(registration: Registration) -> None:
    first = registration.issue("so-y-te")
    step(registration, first, "reissue")
    data = _delivery(first, error="550 Hộp thư không tồn tại")
    registration.handle("notification.notification_failed.v1", data)
    assert registration.invitation("so-y-te")["delivery"] == "none"


def test_message_about_something_else_changes_nothing(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    data = _delivery(invitation, kind="delegate_confirmed", delivered_at=registration.clock())
    registration.handle("notification.notification_delivered.v1", data)
    assert registration.invitation("so-y-te")["delivery"] == "none"


def test_delivery_leaves_the_version_alone(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    data = _delivery(invitation, delivered_at=registration.clock())
    registration.handle("notification.notification_delivered.v1", data)
    assert step(registration, invitation, "reissue")["issue"] == 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"q": "y te"}, ["so-y-te"]),
        ({"q": "đức"}, ["bi-thu"]),
        ({"kind": "guest"}, ["bi-thu"]),
        ({"state": "issued"}, ["so-y-te"]),
        ({"delivery": "sent"}, []),
        ({"answer": "none"}, ["bi-thu", "so-y-te", "huyen-dai-tu"]),
        ({"has_email": "false"}, ["huyen-dai-tu"]),
        ({"sort": "-number"}, ["huyen-dai-tu", "so-y-te", "bi-thu"]),
    ],
)
def test_invitations_are_filtered(registration: Registration, filters: dict[str, str], expected: list[str]) -> None:
    registration.issue("so-y-te")
    found = registration.get(ORGANIZER, "/invitations", **filters)["items"]
    assert [one["invitee_code"] for one in found] == expected


def test_history_says_who_did_what(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    answer(registration, UNIT, invitation, answer="declines", reason="Bận họp")
    history = registration.get(ORGANIZER, f"/invitations/{invitation['id']}")["history"]
    assert [(line["action"], line["state"], line["by"], line["role"], line["reason"]) for line in history] == [
        ("issue", "issued", "Văn phòng", "organizer", None),
        ("answer", "answered", "Đầu mối Sở Y tế", "unit", "Bận họp"),
    ]


def test_link_of_a_guest_who_attends_names_the_delegate_too(registration: Registration) -> None:
    invitation = registration.issue("bi-thu")
    answer(registration, as_guest(invitation), invitation, answer="attends")
    delegate = registration.get(ORGANIZER, "/delegates")["items"][0]
    assert open_link(registration, invitation["link"]).get_json()["delegate"] == delegate["id"]
