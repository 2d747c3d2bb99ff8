"""Many events are on the wire at once, but of each subject only one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.messaging.confirms import ConfirmWindow
from chassis.messaging.envelope import EncodedEvent
from chassis.testing.events import example_event


def events(*subjects: str) -> list[EncodedEvent]:
    seen: dict[str, int] = {}
    made = []
    for subject in subjects:
        seen[subject] = seen.get(subject, 0) + 1
        made.append(example_event("gateway.account_created.v1", subject_id=subject, sequence=seen[subject]).encoded())
    return made


class Wire:
    """Publishes what the window allows, under growing delivery tags."""

    def __init__(self, window: ConfirmWindow) -> None:
        self.window = window
        self.tags: list[int] = []
        self.published: list[EncodedEvent] = []

    def pump(self) -> list[str]:
        went = []
        for event in self.window.take():
            self.published.append(event)
            self.tags.append(len(self.published))
            self.window.published(len(self.published), event)
            went.append(f"{event.subject.removeprefix('account/')}{event.sequence}")
        return went


def test_only_the_first_event_of_each_subject_goes_at_once() -> None:
    assert Wire(ConfirmWindow(events("a", "b", "a", "b", "c"), 500)).pump() == ["a1", "b1", "c1"]


def test_next_event_of_a_subject_follows_the_confirm_of_the_former() -> None:
    wire = Wire(ConfirmWindow(events("a", "a", "b"), 500))
    wire.pump()
    wire.window.settled(1, multiple=False, accepted=True)
    assert wire.pump() == ["a2"]


def test_no_more_than_the_limit_are_in_flight() -> None:
    wire = Wire(ConfirmWindow(events("a", "b", "c"), 2))
    assert wire.pump() == ["a1", "b1"]
    wire.window.settled(2, multiple=True, accepted=True)
    assert wire.pump() == ["c1"]


def test_refused_event_withholds_the_rest_of_its_subject() -> None:
    batch = events("a", "b", "a", "b")
    wire = Wire(ConfirmWindow(batch, 500))
    wire.pump()
    wire.window.settled(1, multiple=False, accepted=False)
    wire.window.settled(2, multiple=False, accepted=True)
    assert wire.pump() == ["b2"]
    wire.window.settled(3, multiple=False, accepted=True)
    assert (wire.window.finished, wire.window.confirmed) == (True, {batch[1].id, batch[3].id})


def test_returned_event_does_not_count_as_confirmed() -> None:
    batch = events("a", "b")
    wire = Wire(ConfirmWindow(batch, 500))
    wire.pump()
    wire.window.returned(batch[0].id)
    wire.window.settled(2, multiple=True, accepted=True)
    assert (wire.window.finished, wire.window.confirmed) == (True, {batch[1].id})


@pytest.mark.parametrize("multiple", [True, False])
def test_confirm_of_an_unknown_tag_is_ignored(multiple: bool) -> None:
    window = ConfirmWindow(events("a"), 500)
    window.settled(99, multiple=multiple, accepted=True)
    assert (window.confirmed, window.finished) == (set(), False)


@given(
    st.lists(st.sampled_from("abc"), max_size=30),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(1, 40), st.booleans(), st.booleans()), max_size=60),
)
def test_each_subject_is_confirmed_from_its_beginning_without_a_gap(
    subjects: list[str], limit: int, answers: list[tuple[int, bool, bool]]
) -> None:
    batch = events(*subjects)
    wire = Wire(ConfirmWindow(batch, limit))
    wire.pump()
    for tag, multiple, accepted in answers:
        wire.window.settled(tag, multiple=multiple, accepted=accepted)
        wire.pump()
    for subject in set(subjects):
        mine = [event for event in batch if event.subject == f"account/{subject}"]
        confirmed = [event.sequence for event in mine if event.id in wire.window.confirmed]
        published = [event.sequence for event in wire.published if event in mine]
        assert confirmed == list(range(1, len(confirmed) + 1))
        assert published == list(range(1, len(published) + 1))
        assert len(published) <= len(confirmed) + 1
