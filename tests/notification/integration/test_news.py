"""What news of other services turns into messages, once for each reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Uuid, insert, literal, select
from sqlalchemy.exc import IntegrityError

from chassis.messaging.inbox import Inbox, Outcome
from chassis.testing.events import example_event
from services.notification.models import Attachment, Delegate, Message
from services.notification.operations.attach_paper import DamagedPaper
from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import DELEGATE, FACTS, INVITATION, NOW, PDF, SLUG, World


def test_an_issued_invitation_waits_for_its_paper(world: World) -> None:
    invitation = world.issue()

    assert world.states() == {f"invitation:{invitation}:1": "waiting"}
    assert world.sender.send_next() is None


def test_the_paper_lets_the_invitation_go(world: World) -> None:
    invitation = world.issue()

    world.render("invitation", invitation, f"invitation:{invitation}:1")

    message = world.message()
    assert message.state.value == "queued"
    assert [file.filename for file in message.attachments] == ["giay-moi.pdf", "lich-hoi-nghi.ics"]


def test_a_paper_before_its_invitation_is_held_for_another_try(world: World) -> None:
    invitation = uuid4()

    with pytest.raises(NotYetKnown):
        world.render("invitation", invitation, f"invitation:{invitation}:1")

    assert world.messages() == []


def test_an_invitation_before_the_plan_is_held_for_another_try(world: World) -> None:
    with pytest.raises(NotYetKnown):
        world.issue(conference="another-conference")


def test_a_damaged_paper_is_not_sent(world: World) -> None:
    invitation = world.issue()

    with pytest.raises(DamagedPaper):
        world.render("invitation", invitation, f"invitation:{invitation}:1", sha256="0" * 64)

    assert world.message().state.value == "waiting"


def test_an_event_that_arrives_twice_makes_one_message(world: World) -> None:
    inbox = Inbox(world.service.database, world.service.handlers, clock=world.clock)
    data = DELEGATE | {"delegate_id": uuid4(), "conference": SLUG}
    event = example_event("registration.delegate_registered.v1", **data).encoded()

    outcomes = [inbox.receive(event), inbox.receive(event)]

    assert outcomes == [Outcome.APPLIED, Outcome.DUPLICATE]
    assert len(world.messages()) == 1


def test_the_same_reason_told_by_two_events_makes_one_message(world: World) -> None:
    delegate = world.delegate("registered")
    world.sender.send_next()

    world.delegate("registered", delegate)
    world.delegate("updated", delegate)

    assert world.states() == {f"registered:{delegate}": "sent"}


def test_a_paper_rendered_again_changes_nothing_that_was_sent(world: World) -> None:
    invitation = world.invite()
    world.sender.send_next()

    world.render("invitation", invitation, f"invitation:{invitation}:1", b"%PDF another")

    assert world.outcomes() == ["delivered"]
    assert len(world.message().attachments) == 2


def test_the_database_itself_refuses_a_second_message_for_a_reason(world: World) -> None:
    delegate = world.delegate("registered")
    again = insert(Message).from_select(
        [column.name for column in Message.__table__.columns],
        select(literal(uuid4(), Uuid), *[column for column in Message.__table__.columns if column.name != "id"]),
    )

    with pytest.raises(IntegrityError), world.service.database.write() as session:
        session.execute(again)

    assert world.states() == {f"registered:{delegate}": "queued"}


def test_issuing_anew_stops_the_earlier_letter(world: World) -> None:
    invitation = world.invite()

    world.issue(invitation, issue=2, link="/l/new-token")
    world.render("invitation", invitation, f"invitation:{invitation}:2")

    assert world.states() == {f"invitation:{invitation}:1": "cancelled", f"invitation:{invitation}:2": "queued"}


def test_the_paper_of_a_stopped_letter_is_ignored(world: World) -> None:
    invitation = world.issue()
    world.issue(invitation, issue=2)

    world.render("invitation", invitation, f"invitation:{invitation}:1")

    assert world.states() == {f"invitation:{invitation}:1": "cancelled", f"invitation:{invitation}:2": "waiting"}


def test_withdrawing_stops_what_is_not_sent(world: World) -> None:
    invitation = world.invite()

    world.withdraw(invitation)

    assert world.states() == {f"invitation:{invitation}:1": "cancelled"}
    assert world.outcomes() == ["cancelled"]
    assert world.sender.send_next() is None


def test_withdrawing_leaves_what_was_sent(world: World) -> None:
    invitation = world.invite()
    world.sender.send_next()

    world.withdraw(invitation)

    assert world.states() == {f"invitation:{invitation}:1": "sent"}


def test_without_an_address_the_office_sees_a_message_that_nobody_gets(world: World) -> None:
    invitation = world.invite(recipient_email=None)

    assert world.states() == {f"invitation:{invitation}:1": "no_address"}
    assert world.sender.send_next() is None


def test_a_delegate_whom_their_unit_named_is_asked_to_confirm(world: World) -> None:
    delegate = world.delegate("registered")

    assert world.states() == {f"registered:{delegate}": "queued"}


def test_a_delegate_over_the_quota_hears_nothing(world: World) -> None:
    world.delegate("registered", state="waiting")

    assert world.messages() == []


def test_a_delegate_admitted_from_the_waiting_list_is_asked_to_confirm(world: World) -> None:
    delegate = world.delegate("registered", state="waiting")

    world.delegate("updated", delegate)

    assert world.states() == {f"registered:{delegate}": "queued"}


def test_a_guest_who_answered_is_not_asked_again(world: World) -> None:
    world.delegate("registered", unit=None, unit_name=None)

    assert world.messages() == []


def test_a_confirmed_delegate_gets_the_pass_when_the_badge_is_there(world: World) -> None:
    delegate = uuid4()
    pass_id = world.confirm(delegate)
    waiting = world.states()

    world.render("badge", delegate, f"pass:{pass_id}")

    assert waiting == {f"pass:{pass_id}": "waiting"}
    assert world.states() == {f"pass:{pass_id}": "queued"}
    assert "K7M2 94QX" in world.message().text


def test_confirming_stops_the_request_to_confirm(world: World) -> None:
    delegate = world.delegate("registered")

    pass_id = world.confirm(delegate)

    assert world.states() == {f"registered:{delegate}": "cancelled", f"pass:{pass_id}": "waiting"}


def test_a_new_pass_stops_the_letter_with_the_dead_one(world: World) -> None:
    delegate = world.admit()
    (former,) = world.states()

    pass_id = world.confirm(delegate)

    assert world.states() == {former: "cancelled", f"pass:{pass_id}": "waiting"}


def test_an_excused_delegate_gets_nothing_more(world: World) -> None:
    delegate = world.delegate("registered")

    world.delegate("excused", delegate, state="excused", reason="bận họp")

    assert world.states() == {f"registered:{delegate}": "cancelled"}


def _hand_over(world: World, **values: Any) -> UUID:
    delegate = world.admit()
    substitute = {"delegate_id": uuid4(), "full_name": "Vũ Thị Thay", "post": "Chuyên viên"}
    focal_point = {"focal_point_name": "Trần Văn Thử", "focal_point_email": "daumoi@huyenmau.example"}
    facts = {"state": "substituted", "substitute": substitute} | focal_point | values
    return world.delegate("substituted", delegate, **facts)


def test_a_hand_over_is_told_to_the_delegate_and_to_the_unit(world: World) -> None:
    delegate = _hand_over(world)

    told = {message.reason: message.recipient_email for message in world.messages() if message.state.value == "queued"}
    assert told == {
        f"substituted:{delegate}": "mau@huyenmau.example",
        f"substituted:{delegate}:unit": "daumoi@huyenmau.example",
    }


def test_a_hand_over_stops_the_letter_with_the_dead_pass(world: World) -> None:
    _hand_over(world)

    assert [message.state.value for message in world.messages() if message.reason.startswith("pass:")] == ["cancelled"]


def test_a_hand_over_is_told_once(world: World) -> None:
    delegate = _hand_over(world)
    for _ in range(2):
        world.sender.send_next()

    world.delegate("updated", delegate, state="substituted")
    substitute = {"delegate_id": uuid4(), "full_name": "Vũ Thị Thay"}
    focal_point = {"focal_point_email": "daumoi@huyenmau.example"}
    world.delegate("substituted", delegate, state="substituted", substitute=substitute, **focal_point)

    sent = {reason for reason, state in world.states().items() if state == "sent"}
    assert sent == {f"substituted:{delegate}", f"substituted:{delegate}:unit"}
    assert len(world.messages()) == 3


def test_a_hand_over_without_addresses_is_no_message_for_the_office_to_chase(world: World) -> None:
    _hand_over(world, email=None, focal_point_email=None)

    assert [message.reason for message in world.messages() if message.reason.startswith("substituted:")] == []


def test_the_unit_never_gets_the_private_link_of_its_delegate(world: World) -> None:
    delegate = _hand_over(world)

    (message,) = [one for one in world.messages() if one.reason == f"substituted:{delegate}:unit"]
    assert "delegate-token" not in message.text + message.html


def test_an_address_that_becomes_known_lets_the_message_go(world: World) -> None:
    delegate = world.delegate("registered", email=None)

    world.delegate("updated", delegate, email="moi@huyenmau.example")

    message = world.message()
    assert (message.state.value, message.recipient_email) == ("queued", "moi@huyenmau.example")
    assert world.outcomes() == ["readdressed"]


def test_a_corrected_name_stands_in_the_letter_that_is_not_sent_yet(world: World) -> None:
    delegate = world.delegate("registered")

    world.delegate("updated", delegate, full_name="Nguyễn Thị Mẫu Mới")

    assert world.message().text.startswith("Kính gửi đồng chí Nguyễn Thị Mẫu Mới, Phó Trưởng ban,")


def test_a_corrected_address_is_used_when_a_person_retries(world: World) -> None:
    delegate = world.delegate("registered", email="đ@huyenmau.example")
    world.sender.send_next()

    world.delegate("updated", delegate, email="moi@huyenmau.example")

    message = world.message()
    assert (message.state.value, message.recipient_email) == ("failed", "moi@huyenmau.example")


def test_a_corrected_invitation_goes_to_the_corrected_address(world: World) -> None:
    invitation = world.invite(recipient_email=None)
    assert world.message().state.value == "no_address"
    changed = {"recipient_name": "Lê Văn Mới", "recipient_email": "moi@huyenmau.example"}

    world.correct(invitation, **changed)

    message = world.message()
    assert (message.state.value, message.recipient_email) == ("queued", "moi@huyenmau.example")
    assert "Lê Văn Mới" in message.text


def test_a_corrected_paper_takes_the_place_of_the_enclosed_one(world: World) -> None:
    invitation = world.invite()
    corrected = b"%PDF-1.7 corrected\n%%EOF\n"

    world.render("invitation", invitation, f"invitation:{invitation}:1", content=corrected)

    message = world.message()
    assert message.attachments[0].media_type == "application/pdf"
    assert contents(world, message)[0] == corrected


def test_a_sent_letter_keeps_the_paper_that_went_with_it(world: World) -> None:
    invitation = world.invite()
    world.sender.send_next()

    world.render("invitation", invitation, f"invitation:{invitation}:1", content=b"%PDF-1.7 corrected\n%%EOF\n")

    message = world.message()
    assert (message.state.value, contents(world, message)[0]) == ("sent", PDF)


def test_the_calendar_entry_of_an_unsent_letter_is_written_anew(world: World) -> None:
    delegate = world.delegate("registered")
    world.publish_plan(2, hall="Hội trường mới")

    world.delegate("updated", delegate, full_name="Nguyễn Thị Mẫu Mới")

    [entry] = contents(world, world.message())
    assert "Hội trường mới" in entry.decode()


def contents(world: World, message: Message) -> list[bytes]:
    with world.service.database.read() as session:
        wanted = select(Attachment.content).where(Attachment.message_id == message.id).order_by(Attachment.index)
        return list(session.scalars(wanted))


def test_a_pass_is_forgotten_when_the_delegate_is_excused(world: World) -> None:
    delegate = world.admit()

    world.delegate("excused", delegate, state="excused", reason=None)

    with world.service.database.read() as session:
        kept = session.get_one(Delegate, delegate)
    assert (kept.pass_id, kept.code) == (None, None)


def test_a_plan_older_than_the_one_known_changes_nothing(world: World) -> None:
    world.publish_plan(3, hall="Hội trường mới")

    world.publish_plan(2, hall="Hội trường cũ")

    world.invite()
    assert "Hội trường mới" in world.message().text


def test_news_of_one_conference_does_not_touch_another(world: World) -> None:
    world.tell("documents.plan_published.v1", "other", **_plan_of("other"))
    invitation = world.invite()
    world.issue(conference="other")

    states = {(message.conference, message.reason.split(":")[1]): message.state.value for message in world.messages()}

    assert states[SLUG, str(invitation)] == "queued"
    assert sorted(conference for conference, _ in states) == ["other", SLUG]


NO_MAIL = [
    ("invitation_withdrawn", INVITATION | {"invitation_id": UUID(int=1)}),
    ("delegate_updated", DELEGATE | {"delegate_id": UUID(int=2), "state": "waiting"}),
    ("delegate_excused", DELEGATE | {"delegate_id": UUID(int=3), "state": "excused", "reason": None}),
]


@pytest.mark.parametrize(("news", "data"), NO_MAIL, ids=[news for news, _ in NO_MAIL])
def test_other_news_sends_nobody_anything(world: World, news: str, data: dict[str, object]) -> None:
    world.tell(f"registration.{news}.v1", uuid4(), **data)

    assert world.messages() == []


def test_news_that_is_rolled_back_leaves_no_message(world: World) -> None:
    data = DELEGATE | {"delegate_id": uuid4(), "conference": SLUG}
    event = example_event("registration.delegate_registered.v1", **data)

    with world.service.database.write() as session:
        world.service.handlers[event.type](session, event)
        session.rollback()

    assert world.messages() == []


def test_a_message_is_as_old_as_the_news(world: World) -> None:
    world.delegate("registered")

    assert world.message().created_at == NOW


def _plan_of(slug: str) -> dict[str, object]:
    return {"conference": slug, "plan_version": 1, "facts": FACTS}
