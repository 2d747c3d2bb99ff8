"""A published agenda: speakers hear of their own items, once for each thing that is new to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from icalendar import Calendar

from services.notification.models import Message, MessageKind
from tests.notification.world import FACTS, SLUG, World

BEGINS = FACTS["starts_at"]
ITEM = UUID(int=77)


def item(minutes: int, delegate_id: UUID | None = None, unit: str | None = None, **facts: Any) -> dict[str, Any]:
    """An item so long after the beginning."""
    return {
        "item_id": ITEM,
        "kind": "presentation",
        "title": "Tham luận",
        "minutes": 10,
        "speaker": "Sở Y tế",
        "delegate_id": delegate_id,
        "unit": unit,
        "starts_at": BEGINS + timedelta(minutes=minutes),
        "ends_at": BEGINS + timedelta(minutes=minutes + 10),
    } | facts


def publish(world: World, number: int, *items: dict[str, Any], cause: str = "edited") -> None:
    world.tell(
        "documents.agenda_published.v1", SLUG, number=number, cause=cause, items=list(items), changes=[], reason=None
    )


def letters(world: World, kind: MessageKind = MessageKind.AGENDA_CHANGED) -> list[Message]:
    return [each for each in world.messages() if each.kind is kind and each.state.value != "cancelled"]


def entry_of(world: World, letter: Message) -> dict[str, str]:
    """The one calendar entry that goes with a letter."""
    content = world.call("GET", f"/messages/{letter.id}/attachments/0").data
    (entry,) = Calendar.from_ical(content).walk("VEVENT")
    return {name: str(entry[name]) for name in ("uid", "sequence", "status")}


def send_all(world: World) -> None:
    while world.sender.send_next() is not None:
        pass


def test_speaker_gets_the_own_item_with_a_calendar_entry(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker), item(0, item_id=uuid4()))
    (letter,) = letters(world)
    assert letter.about == speaker
    assert entry_of(world, letter) == {"uid": f"{SLUG}.{ITEM}@hoinghi", "sequence": "1", "status": "CONFIRMED"}


def test_focal_point_is_told_where_a_unit_speaks(world: World) -> None:
    invitation = world.invite()
    publish(world, 1, item(40, unit="huyen-mau"))
    assert [each.about for each in letters(world)] == [invitation]


def test_nobody_hears_of_what_did_not_change_for_them(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    send_all(world)
    publish(world, 2, item(40, speaker), item(0, item_id=uuid4()))
    assert len(letters(world)) == 1


def test_another_time_is_told_with_the_one_before(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    send_all(world)
    publish(world, 2, item(60, speaker))
    letter = letters(world)[-1]
    assert "Trước đây: 08:10–08:20" in letter.text
    assert entry_of(world, letter)["sequence"] == "2"


def test_letter_that_has_not_left_is_replaced_by_the_last_word(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    publish(world, 2, item(60, speaker))
    (letter,) = letters(world)
    assert "08:30–08:40" in letter.text
    assert "Trước đây" not in letter.text


def test_change_that_is_taken_back_before_anybody_heard_of_it_is_not_told(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    send_all(world)
    publish(world, 2, item(60, speaker))
    publish(world, 3, item(40, speaker))
    assert [each.reason for each in letters(world)] == [f"agenda:1:{speaker}"]


def test_who_has_no_item_any_more_is_told_and_the_entry_is_struck(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    send_all(world)
    publish(world, 2, item(40))
    letter = letters(world)[-1]
    assert (entry_of(world, letter)["status"], "không còn mục nào" in letter.subject) == ("CANCELLED", True)


def test_same_publication_twice_is_told_once(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    publish(world, 1, item(50, speaker))
    assert len(letters(world)) == 1


def test_who_does_not_come_is_not_told(world: World) -> None:
    speaker = world.delegate("excused", state="excused")
    publish(world, 1, item(40, speaker))
    assert letters(world) == []


def test_moved_conference_tells_speakers_their_new_times_and_the_office_nothing_more(world: World) -> None:
    speaker = world.admit()
    publish(world, 1, item(40, speaker))
    send_all(world)
    world.move(2, 1, starts_at=BEGINS + timedelta(days=1), ends_at=FACTS["ends_at"] + timedelta(days=1))
    publish(world, 2, item(40 + 24 * 60, speaker), cause="postponed")
    assert len(letters(world)) == 2
    assert len(letters(world, MessageKind.AGENDA_PUBLISHED)) == 1


def test_delay_is_told_to_the_next_speakers_once(world: World) -> None:
    speaker = world.admit()
    upcoming = [item(52, speaker), item(62, speaker, item_id=uuid4())]
    event = world.tell("documents.agenda_drifted.v1", SLUG, threshold=10, drift_minutes=12, upcoming=upcoming)
    with world.service.database.write() as session:
        world.service.handlers[event.type](session, event)
    (letter,) = letters(world, MessageKind.AGENDA_DELAYED)
    assert "chậm 12 phút" in letter.text
    assert "lúc 08:22" in letter.text
