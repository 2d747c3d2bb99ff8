"""A seat that is published anew: whoever knows of another one gets one letter, with the badge printed anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from services.notification.models import Message, MessageKind
from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import FACTS, World

NEW_BADGE = b"%PDF-1.7 another seat\n%%EOF\n"


def _deliver_all(world: World) -> None:
    while world.sender.send_next() is not None:
        world.clock.advance(1)


def _with_pass(world: World, seat: str | None = "A-05", **values: Any) -> tuple[UUID, UUID]:
    """A delegate whose letter with the pass has been sent."""
    delegate = uuid4()
    pass_id = world.confirm(delegate, seat=seat, **values)
    world.render("badge", delegate, f"pass:{pass_id}", about_sequence=1)
    _deliver_all(world)
    return delegate, pass_id


def _publish(world: World, delegate: UUID, seat: str | None, **values: Any) -> None:
    world.delegate("updated", delegate, state="confirmed", seat=seat, **values)


def _print(world: World, holder: tuple[UUID, UUID], sequence: int | None) -> None:
    delegate, pass_id = holder
    world.render("badge", delegate, f"pass:{pass_id}", NEW_BADGE, about_sequence=sequence)


def _letters(world: World) -> list[Message]:
    return [message for message in world.messages() if message.kind is MessageKind.SEAT_CHANGED]


def _states(world: World) -> list[str]:
    return [message.state.value for message in _letters(world)]


def test_another_seat_is_told_with_the_badge_printed_anew(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    assert _states(world) == ["waiting"]
    _print(world, holder, 2)
    (letter,) = _letters(world)
    assert letter.state.value == "queued"
    assert "nay là B-07, thay cho chỗ A-05" in letter.text
    assert [file.filename for file in letter.attachments] == ["the-dai-bieu.pdf", "lich-hoi-nghi.ics"]


@pytest.mark.parametrize("state", ["sending", "uncertain", "failed"])
def test_badge_reaches_the_letter_about_a_seat_however_the_letter_with_the_pass_fared(world: World, state: str) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    with world.service.database.write() as session:
        session.execute(update(Message).where(Message.kind == MessageKind.DELEGATE_CONFIRMED).values(state=state))
    _print(world, holder, 2)
    assert _states(world) == ["queued"]


def test_first_publication_is_told_to_who_has_a_pass_without_a_seat(world: World) -> None:
    holder = _with_pass(world, seat=None)
    _publish(world, holder[0], "A-05")
    (letter,) = _letters(world)
    assert "Đã xếp chỗ ngồi của đồng chí" in letter.text


def test_seat_that_was_taken_away_is_told(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], None)
    (letter,) = _letters(world)
    assert "Chỗ A-05 báo trước không còn dành cho đồng chí" in letter.text


def test_who_has_not_had_their_pass_learns_the_seat_with_it(world: World) -> None:
    delegate = uuid4()
    world.confirm(delegate, seat="A-05")
    _publish(world, delegate, "B-07")
    assert [(message.kind.value, message.seat) for message in world.messages()] == [("delegate_confirmed", "B-07")]


def test_a_correction_that_leaves_the_seat_alone_tells_nothing(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "A-05", post="Trưởng ban")
    assert _letters(world) == []


def test_seat_that_comes_back_before_the_letter_left_tells_nothing(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    _publish(world, holder[0], "A-05")
    assert _states(world) == ["cancelled"]


def test_two_publications_before_the_badge_is_printed_are_told_once(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    _publish(world, holder[0], "C-09")
    _print(world, holder, 2)
    assert _states(world) == ["waiting"]
    _print(world, holder, 3)
    (letter,) = _letters(world)
    assert (letter.state.value, letter.seat) == ("queued", "C-09")


def test_each_seat_that_was_told_is_followed_by_one_letter(world: World) -> None:
    holder = _with_pass(world)
    for sequence, seat in ((2, "B-07"), (3, "A-05"), (4, "B-07")):
        _publish(world, holder[0], seat)
        _print(world, holder, sequence)
        _deliver_all(world)
    assert [(letter.state.value, letter.seat) for letter in _letters(world)] == [
        ("sent", "B-07"),
        ("sent", "A-05"),
        ("sent", "B-07"),
    ]


def test_badge_that_is_ahead_of_the_news_is_held_for_another_try(world: World) -> None:
    holder = _with_pass(world)
    with pytest.raises(NotYetKnown):
        _print(world, holder, 2)


def test_badge_that_the_plan_changed_does_not_go_with_the_letter(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    _print(world, holder, None)
    assert _states(world) == ["waiting"]


@pytest.mark.parametrize(
    "values", [{"email": None}, {"state": "registered"}], ids=["without an address", "without a pass"]
)
def test_who_cannot_be_told_or_has_no_pass_gets_no_letter(world: World, values: dict[str, Any]) -> None:
    holder = _with_pass(world)
    world.delegate("updated", holder[0], **{"state": "confirmed", "seat": "B-07", **values})
    assert _letters(world) == []


def test_nobody_is_told_once_the_conference_has_begun(world: World) -> None:
    holder = _with_pass(world)
    world.clock.now = FACTS["starts_at"]
    _publish(world, holder[0], "B-07")
    assert _letters(world) == []


def test_excused_delegate_is_not_told_of_a_seat(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    world.delegate("excused", holder[0], state="excused")
    assert _states(world) == ["cancelled"]


def test_move_of_the_conference_keeps_the_letter_and_gives_it_the_new_day(world: World) -> None:
    holder = _with_pass(world)
    _publish(world, holder[0], "B-07")
    world.move(2, 1, **{name: FACTS[name] + timedelta(days=1) for name in ("starts_at", "ends_at")})
    (letter,) = _letters(world)
    assert (letter.state.value, "05/7/2024" in letter.text) == ("waiting", True)
