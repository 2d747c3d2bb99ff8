"""Reminders: sent once when their moment comes, and never when there is nothing to remind of any more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from chassis.auth.roles import Role
from chassis.messaging.inbox import Inbox, Outcome
from services.notification.models import REMINDERS, Message
from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import FACTS, SLUG, World

DAYS = [7, 3, 1]
CLOSES = datetime(2024, 7, 2, 10, 0, tzinfo=UTC)
MORNINGS = [datetime(2024, 6, day, 1, 0, tzinfo=UTC) for day in (25, 29)] + [datetime(2024, 7, 1, 1, 0, tzinfo=UTC)]


@pytest.fixture
def reminding(world: World) -> World:
    """A plan with reminder days and a closing time has been published."""
    world.publish_plan(2, calendar_sequence=0, reminder_days=DAYS, registration_closes_at=CLOSES)
    return world


def _reminders(world: World, *states: str) -> list[Message]:
    """In the order in which they are due."""
    made = [each for each in world.messages() if each.kind in REMINDERS]
    chosen = [each for each in made if not states or each.state.value in states]
    return sorted(chosen, key=lambda each: -int(each.reason.rpartition(":")[2].removesuffix("d")))


def _due(world: World) -> list[Any]:
    return sorted(each.next_attempt_at for each in _reminders(world, "queued"))


def _run_until(world: World, moment: datetime) -> list[Message]:
    """The clock goes on hour by hour; what is sent of reminders meanwhile."""
    before = {each.id for each in _reminders(world, "sent")}
    while world.clock.now < moment:
        world.clock.now = min(moment, world.clock.now + timedelta(hours=1))
        _send_all(world)
    return [each for each in _reminders(world, "sent") if each.id not in before]


def _send_all(world: World) -> None:
    while world.sender.send_next() is not None:
        pass


def _answer(world: World, invitation_id: UUID) -> Any:
    return world.tell(
        "registration.invitation_answered.v1", invitation_id, invitation_id=invitation_id, answer="attends"
    )


def _moved(world: World, days: int, *, version: int = 3, sequence: int = 1) -> Any:
    present = {name: FACTS[name] + timedelta(days=days) for name in ("starts_at", "ends_at")}
    closes = CLOSES + timedelta(days=days)
    return world.move(version, sequence, reminder_days=DAYS, registration_closes_at=closes, **present)


def test_unanswered_invitation_is_reminded_of_once_for_each_day(reminding: World) -> None:
    reminding.invite()
    assert _due(reminding) == MORNINGS
    sent = _run_until(reminding, FACTS["ends_at"])
    assert [each.sent_at for each in sent] == MORNINGS
    assert {each.recipient_email for each in sent} == {"daumoi@huyenmau.example"}
    assert [file.filename for each in sent for file in each.attachments] == []


def test_without_a_closing_time_the_conference_is_the_deadline(reminding: World) -> None:
    reminding.publish_plan(3, calendar_sequence=0, reminder_days=[1])
    reminding.invite()
    assert _due(reminding) == [datetime(2024, 7, 3, 1, 0, tzinfo=UTC)]


def test_who_answers_is_not_reminded_any_more(reminding: World) -> None:
    invitation = reminding.invite()
    assert len(_run_until(reminding, MORNINGS[0])) == 1
    _answer(reminding, invitation)
    assert _run_until(reminding, FACTS["ends_at"]) == []
    assert [each.state.value for each in _reminders(reminding)] == ["sent", "cancelled", "cancelled"]


def test_answer_that_comes_before_its_invitation_is_held_for_another_try(reminding: World) -> None:
    with pytest.raises(NotYetKnown):
        _answer(reminding, uuid4())


def test_answer_holds_when_the_invitation_is_issued_anew_but_not_once_it_was_withdrawn(reminding: World) -> None:
    invitation = reminding.invite()
    _answer(reminding, invitation)
    reminding.issue(invitation, issue=2)
    assert _due(reminding) == []
    reminding.withdraw(invitation)
    reminding.issue(invitation, issue=3)
    assert _due(reminding) == MORNINGS


def test_withdrawn_invitation_is_not_reminded_of(reminding: World) -> None:
    reminding.withdraw(reminding.invite())
    assert {each.state.value for each in _reminders(reminding)} == {"cancelled"}


def test_invitation_issued_anew_is_reminded_of_with_its_new_link(reminding: World) -> None:
    invitation = reminding.invite()
    reminding.issue(invitation, issue=2, link="/l/new-token")
    assert _due(reminding) == MORNINGS
    assert all("/l/new-token" in each.text for each in _reminders(reminding, "queued"))


def test_delegate_is_reminded_to_confirm_and_then_to_come(reminding: World) -> None:
    delegate = reminding.delegate("registered")
    assert [each.kind.value for each in _run_until(reminding, MORNINGS[2])] == ["confirmation_reminder"]
    reminding.confirm(delegate, seat="A-05")
    (letter,) = _run_until(reminding, FACTS["ends_at"])
    assert (letter.kind.value, letter.sent_at) == ("attendance_reminder", datetime(2024, 7, 3, 1, 0, tzinfo=UTC))
    assert "Chỗ ngồi: A-05" in letter.text


def test_who_confirms_in_time_is_not_asked_again(reminding: World) -> None:
    reminding.confirm(reminding.delegate("registered"))
    assert [each.kind.value for each in _run_until(reminding, FACTS["ends_at"])] == ["attendance_reminder"]


@pytest.mark.parametrize(("news", "state"), [("excused", "excused"), ("excused", "cancelled")])
def test_who_will_not_come_is_not_reminded(reminding: World, news: str, state: str) -> None:
    delegate = reminding.admit()
    reminding.delegate(news, delegate, state=state)
    assert _run_until(reminding, FACTS["ends_at"]) == []


def test_new_pass_has_the_only_reminder(reminding: World) -> None:
    delegate = reminding.admit()
    reminding.confirm(delegate)
    assert len(_run_until(reminding, FACTS["ends_at"])) == 1


def test_seat_that_becomes_known_reaches_the_reminder(reminding: World) -> None:
    delegate = reminding.admit()
    reminding.delegate("updated", delegate, state="confirmed", seat="B-07")
    assert ["Chỗ ngồi: B-07" in each.text for each in _reminders(reminding)] == [True]


def test_moved_conference_stops_old_reminders_and_makes_new_ones(reminding: World) -> None:
    reminding.invite()
    reminding.admit()
    old = {each.id for each in _reminders(reminding)}
    _moved(reminding, 14)
    assert {each.state.value for each in _reminders(reminding) if each.id in old} == {"cancelled"}
    assert _due(reminding) == [*(each + timedelta(days=14) for each in MORNINGS), datetime(2024, 7, 17, 1, tzinfo=UTC)]
    assert all("18/7/2024" in each.text for each in _reminders(reminding, "queued"))
    sent = _run_until(reminding, FACTS["ends_at"] + timedelta(days=14))
    assert len(sent) == 4


def test_what_was_reminded_before_a_move_is_reminded_again_for_the_new_day(reminding: World) -> None:
    reminding.invite()
    assert len(_run_until(reminding, MORNINGS[1])) == 2
    _moved(reminding, 14)
    assert len(_run_until(reminding, FACTS["ends_at"] + timedelta(days=14))) == 3


def test_moved_back_leaves_one_set_of_reminders(reminding: World) -> None:
    reminding.invite()
    _moved(reminding, 14)
    _moved(reminding, 0, version=4, sequence=2)
    assert _due(reminding) == MORNINGS


def test_moment_that_has_passed_is_skipped(reminding: World) -> None:
    reminding.clock.now = MORNINGS[1] + timedelta(minutes=1)
    reminding.invite()
    assert _due(reminding) == [MORNINGS[2]]


def test_other_closing_time_moves_what_is_not_sent_and_repeats_nothing(reminding: World) -> None:
    reminding.invite()
    _run_until(reminding, MORNINGS[0])
    later = CLOSES + timedelta(days=1)
    reminding.publish_plan(3, calendar_sequence=0, reminder_days=DAYS, registration_closes_at=later)
    assert _due(reminding) == [each + timedelta(days=1) for each in MORNINGS[1:]]
    assert all("03/7/2024, 17:00" in each.text for each in _reminders(reminding, "queued"))


def test_plan_without_reminder_days_wants_none(reminding: World) -> None:
    reminding.invite()
    reminding.admit()
    reminding.publish_plan(3, calendar_sequence=0, reminder_days=[])
    assert {each.state.value for each in _reminders(reminding)} == {"cancelled"}


def test_people_known_before_their_plan_are_reminded_when_it_comes(world: World) -> None:
    world.delegate("registered", state="waiting", conference=SLUG)
    world.invite()
    world.publish_plan(2, calendar_sequence=0, reminder_days=DAYS, registration_closes_at=CLOSES)
    assert _due(world) == MORNINGS


def test_news_that_comes_twice_reminds_nobody_twice(reminding: World) -> None:
    invitation = reminding.invite()
    event = _moved(reminding, 14)
    inbox = Inbox(reminding.service.database, reminding.service.handlers, clock=reminding.clock)
    assert [inbox.receive(event.encoded()) for _ in range(2)] == [Outcome.APPLIED, Outcome.DUPLICATE]
    reminding.publish_plan(3, calendar_sequence=1, reminder_days=DAYS, registration_closes_at=CLOSES)
    reminding.correct(invitation)
    reasons = [each.reason for each in _reminders(reminding)]
    assert len(reasons) == len(set(reasons)) == 6


def test_older_plan_that_comes_late_changes_nothing(reminding: World) -> None:
    reminding.invite()
    _moved(reminding, 14)
    due = _due(reminding)
    reminding.publish_plan(2, calendar_sequence=0, reminder_days=[5], registration_closes_at=CLOSES)
    assert _due(reminding) == due


def test_address_that_comes_late_gets_the_reminders_that_lie_ahead(reminding: World) -> None:
    invitation = reminding.invite(recipient_email=None)
    assert _reminders(reminding) == []
    reminding.clock.now = MORNINGS[0] + timedelta(hours=1)
    reminding.correct(invitation, recipient_email="moi@huyenmau.example")
    assert _due(reminding) == MORNINGS[1:]


def test_address_that_is_lost_and_found_keeps_the_moments(reminding: World) -> None:
    invitation = reminding.invite()
    reminding.correct(invitation, recipient_email=None)
    assert {each.state.value for each in _reminders(reminding)} == {"no_address"}
    reminding.clock.now = MORNINGS[0] + timedelta(hours=1)
    reminding.correct(invitation, recipient_email="moi@huyenmau.example")
    assert _due(reminding) == MORNINGS[1:]


def test_sender_that_was_away_for_weeks_sends_no_heap_of_old_reminders(reminding: World) -> None:
    reminding.invite()
    reminding.clock.now = MORNINGS[2] + timedelta(hours=2)
    _send_all(reminding)
    assert [each.state.value for each in _reminders(reminding)] == ["cancelled", "cancelled", "sent"]


def test_sender_that_comes_back_at_night_waits_for_the_morning(reminding: World) -> None:
    reminding.invite()
    reminding.clock.now = MORNINGS[0] + timedelta(hours=15)
    _send_all(reminding)
    assert _reminders(reminding, "sent") == []
    assert _run_until(reminding, MORNINGS[0] + timedelta(hours=22)) == []
    assert len(_run_until(reminding, MORNINGS[0] + timedelta(hours=23))) == 1


def test_organizer_sees_when_a_reminder_goes_and_stops_it(reminding: World) -> None:
    reminding.invite()
    _send_all(reminding)
    shown = reminding.call("GET", "/messages?scheduled=true&sort=created_at").get_json()["items"]
    assert sorted(each["scheduled_for"] for each in shown) == [each.isoformat() for each in MORNINGS]
    assert {tuple(each["actions"]) for each in shown} == {("cancel",)}
    stopped = shown[0]["id"]
    answer = reminding.call("POST", f"/messages/{stopped}/cancel")
    assert (answer.status_code, answer.get_json()["state"]) == (200, "cancelled")
    reminding.publish_plan(3, calendar_sequence=0, reminder_days=DAYS, registration_closes_at=CLOSES)
    sent = _run_until(reminding, FACTS["ends_at"])
    assert (len(sent), stopped in {str(each.id) for each in sent}) == (2, False)
    (by,) = [line.by for each in _reminders(reminding, "cancelled") for line in each.log]
    assert by == "Lê Thị Thử"


def test_only_a_reminder_that_has_not_left_is_stopped(reminding: World) -> None:
    reminding.invite()
    letter = next(each for each in reminding.messages() if each.kind not in REMINDERS)
    _run_until(reminding, MORNINGS[0])
    (sent,) = _reminders(reminding, "sent")
    for message in (letter, sent):
        answer = reminding.call("POST", f"/messages/{message.id}/cancel")
        assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/message-not-cancellable")


def test_letter_that_waits_to_be_sent_is_no_reminder_that_lies_ahead(reminding: World) -> None:
    reminding.invite()
    rest = reminding.call("GET", "/messages?scheduled=false").get_json()["items"]
    assert [(each["kind"], each["scheduled_for"], each["actions"]) for each in rest] == [
        ("invitation_issued", None, [])
    ]


def test_only_the_office_stops_reminders(reminding: World) -> None:
    reminding.invite()
    address = f"/messages/{_reminders(reminding)[0].id}/cancel"
    refused = {role for role in Role if reminding.call("POST", address, role).status_code == 403}
    assert refused == set(Role) - {Role.ORGANIZER, Role.ADMINISTRATOR}


def test_reminder_that_is_being_retried_is_left_alone_by_a_plan(reminding: World) -> None:
    reminding.invite()
    again_at = MORNINGS[0] + timedelta(minutes=2)
    with reminding.service.database.write() as session:
        first = _reminders(reminding)[0].id
        session.execute(update(Message).where(Message.id == first).values(attempts=1, next_attempt_at=again_at))
    reminding.clock.now = MORNINGS[0] + timedelta(minutes=1)
    reminding.publish_plan(3, calendar_sequence=0, reminder_days=DAYS, registration_closes_at=CLOSES)
    assert again_at in _due(reminding)
