"""A conference that is moved: everybody concerned is told once, and nothing goes on telling the old day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar

from chassis.messaging.inbox import Inbox, Outcome
from services.notification.models import Message, MessageKind
from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import FACTS, World


def _days(days: int) -> dict[str, Any]:
    return {name: FACTS[name] + timedelta(days=days) for name in ("starts_at", "ends_at")}


def _told(world: World) -> list[Message]:
    """The letters about moves that are not stopped, by recipient."""
    letters = [each for each in world.messages() if each.kind is MessageKind.CONFERENCE_POSTPONED]
    return sorted((each for each in letters if each.state.value != "cancelled"), key=lambda each: each.recipient_name)


def _names(world: World) -> list[str]:
    return [each.recipient_name for each in _told(world)]


def _deliver_all(world: World) -> None:
    while world.sender.send_next() is not None:
        pass


def test_units_guests_and_delegates_are_told_once_each(world: World) -> None:
    world.invite()
    world.invite(
        number=28,
        invitee_kind="guest",
        invitee_name="Phạm Văn Ví Dụ",
        recipient_name=None,
        recipient_email="v@d.example",
    )
    world.delegate("registered", email="an@huyenmau.example", full_name="An")
    world.admit(email="binh@huyenmau.example", full_name="Bình")
    _deliver_all(world)
    world.move(2, 1, **_days(1))
    assert _names(world) == ["An", "Bình", "Phạm Văn Ví Dụ", "Trần Văn Thử"]
    assert {each.state.value for each in _told(world)} == {"queued"}


def test_who_is_not_coming_or_not_yet_on_the_list_is_not_told(world: World) -> None:
    world.delegate("registered", state="waiting")
    world.delegate("excused", state="excused")
    world.withdraw(world.invite())
    world.move(2, 1, **_days(1))
    assert _told(world) == []


def test_focal_point_who_is_a_delegate_gets_one_letter_with_their_own_link(world: World) -> None:
    world.invite()
    delegate = world.admit(full_name="Trần Văn Thử", email="DauMoi@huyenmau.example")
    world.move(2, 1, **_days(1))
    assert [each.about for each in _told(world)] == [delegate]


def test_guest_who_answered_gets_one_letter(world: World) -> None:
    guest = {"invitee_kind": "guest", "invitee_name": "Phạm Văn Ví Dụ", "recipient_name": None}
    world.invite(recipient_email=None, **guest)
    delegate = world.admit(full_name="Phạm Văn Ví Dụ", email=None, unit=None, unit_name=None)
    world.move(2, 1, **_days(1))
    assert [(each.about, each.state.value) for each in _told(world)] == [(delegate, "no_address")]


def test_delegates_who_share_an_address_are_each_told(world: World) -> None:
    world.invite(recipient_name=None)
    for name in ("An", "Bình"):
        world.admit(full_name=name, email=FACTS["contact_email"])
    world.move(2, 1, **_days(1))
    assert _names(world) == ["An", "Ban Tuyên giáo Huyện ủy Mẫu", "Bình"]


def test_letters_that_are_not_sent_are_stopped(world: World) -> None:
    world.invite()
    world.issue(number=28, recipient_email="khac@huyenkhac.example")
    world.delegate("registered")
    world.move(2, 1, **_days(1))
    others = [each for each in world.messages() if each.kind is not MessageKind.CONFERENCE_POSTPONED]
    assert {each.state.value for each in others} == {"cancelled"}
    assert len(_told(world)) == 3


def test_paper_that_comes_after_the_move_sends_nothing(world: World) -> None:
    invitation = world.issue()
    world.move(2, 1, **_days(1))
    world.render("invitation", invitation, f"invitation:{invitation}:1")
    assert sorted(world.states().values()) == ["cancelled", "queued"]


def test_news_that_comes_twice_tells_nobody_twice(world: World) -> None:
    world.admit()
    event = world.move(2, 1, **_days(1))
    inbox = Inbox(world.service.database, world.service.handlers, clock=world.clock)
    assert inbox.receive(event.encoded()) is Outcome.APPLIED
    assert inbox.receive(event.encoded()) is Outcome.DUPLICATE
    _deliver_all(world)
    assert [each.state.value for each in _told(world)] == ["sent"]


def test_news_before_the_moved_plan_is_held_for_another_try(world: World) -> None:
    world.admit()
    with pytest.raises(NotYetKnown):
        world.tell("documents.conference_postponed.v1", uuid4(), plan_version=2, calendar_sequence=1)
    assert _told(world) == []


def test_of_two_moves_in_quick_succession_only_the_last_is_told(world: World) -> None:
    world.admit()
    _deliver_all(world)
    world.move(2, 1, **_days(1))
    world.move(3, 2, previous=_days(1), **_days(7))
    (letter,) = _told(world)
    assert "Trước đây:\nThời gian: thứ Năm, 04/7/2024, 07:30" in letter.text
    assert "Nay là:\nThời gian: thứ Năm, 11/7/2024, 07:30" in letter.text


def test_a_move_that_was_told_is_followed_by_the_next(world: World) -> None:
    world.admit()
    world.move(2, 1, **_days(1))
    _deliver_all(world)
    world.move(3, 2, previous=_days(1), **_days(7))
    first, second = sorted(_told(world), key=lambda each: each.reason)
    assert (first.state.value, second.state.value) == ("sent", "queued")
    assert "Trước đây:\nThời gian: thứ Sáu, 05/7/2024, 07:30" in second.text


def test_moved_back_before_anybody_heard_of_it_tells_nobody(world: World) -> None:
    world.admit()
    _deliver_all(world)
    world.move(2, 1, **_days(1))
    world.move(3, 2, previous=_days(1))
    assert _told(world) == []


def test_earlier_move_that_comes_after_the_later_plan_is_not_told(world: World) -> None:
    world.admit()
    _deliver_all(world)
    world.publish_plan(3, calendar_sequence=2, **_days(7))
    known = {name: FACTS[name] for name in ("hall", "address")}
    dates = ({**known, **_days(0)}, {**known, **_days(1)}, {**known, **_days(7)})
    for version in (2, 3):
        world.tell(
            "documents.conference_postponed.v1",
            uuid4(),
            plan_version=version,
            calendar_sequence=version - 1,
            previous=dates[version - 2],
            present=dates[version - 1],
            reason=None,
        )
    (letter,) = _told(world)
    assert "Trước đây:\nThời gian: thứ Năm, 04/7/2024, 07:30" in letter.text


def test_nobody_is_told_of_a_time_that_has_passed(world: World) -> None:
    world.admit()
    world.move(2, 1, **_days(-60))
    assert _told(world) == []


def test_entry_in_the_letter_moves_the_one_sent_before(world: World) -> None:
    world.publish_plan(2, calendar_sequence=4)
    delegate = world.admit()
    world.move(3, 5, hall="Nhà văn hóa", **_days(1))
    first, second = (_calendar(world, delegate, kind) for kind in ("delegate_confirmed", "conference_postponed"))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (4, 5)
    assert second.start == FACTS["starts_at"] + timedelta(days=1)
    assert str(second["LOCATION"]).startswith("Nhà văn hóa, ")


def test_address_that_becomes_known_after_the_move_gets_the_letter(world: World) -> None:
    delegate = world.admit(email=None)
    world.move(2, 1, **_days(1))
    assert [each.state.value for each in _told(world)] == ["no_address"]
    world.delegate("updated", delegate, state="confirmed", email="moi@huyenmau.example")
    assert [(each.state.value, each.recipient_email) for each in _told(world)] == [("queued", "moi@huyenmau.example")]


def _calendar(world: World, about: Any, kind: str) -> Any:
    message = next(each for each in world.messages() if each.about == about and each.kind.value == kind)
    index = next(file.index for file in message.attachments if file.media_type == "text/calendar")
    content = world.call("GET", f"/messages/{message.id}/attachments/{index}").data
    calendar = Calendar.from_ical(content)
    assert (calendar["METHOD"], len(calendar.walk("VEVENT"))) == ("PUBLISH", 1)
    return calendar.walk("VEVENT")[0]
