"""The proposal of seats: by protocol, units together, never the same seat twice, always the same."""

from __future__ import annotations

import random
from itertools import groupby
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.registration.seating import Hall, Person, Proposal, Reason, Seat, hall_of, propose

RANKS = {"leaders": 1, "departments": 2, "districts": 3}


def row(name: str, *seats: int, reserved_for: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"name": name, "seats": list(seats), "reserved_for": list(reserved_for)}


def hall(*rows: dict[str, Any], platform: dict[str, Any] | None = None, unusable: tuple[str, ...] = ()) -> Hall:
    return hall_of({"platform": platform, "blocks": [], "rows": list(rows), "unusable": list(unusable)})


def person(number: int, category: str = "districts", unit: str | None = None, **details: Any) -> Person:
    details = {"order": (number, f"{number:05d}")} | details
    return Person(UUID(int=number), RANKS[category], category, unit, **details)


def unit(name: str, size: int, first: int, category: str = "districts", **details: Any) -> list[Person]:
    return [
        person(first + place, category, name, **({"order": (first, f"{place:03d}")} | details)) for place in range(size)
    ]


def seats(proposal: Proposal) -> dict[int, str]:
    return {key.int: seat for key, seat in proposal.seats.items()}


def test_first_of_rank_one_sits_in_the_middle_of_the_front_row() -> None:
    room = hall(row("A", 3, 5, 3, reserved_for=("leaders",)), row("B", 3, 5, 3))
    assert seats(propose(room, [person(1, "leaders"), person(2, "leaders")], {})) == {1: "A-06", 2: "A-05"}


def test_rank_decides_and_not_the_alphabet_nor_the_order_given() -> None:
    room = hall(row("A", 2), row("B", 2), row("C", 2))
    people = [*unit("a", 2, 30, "districts"), *unit("z", 2, 10, "leaders"), *unit("m", 2, 20, "departments")]
    assert seats(propose(room, people, {})) == {
        10: "A-01",
        11: "A-02",
        20: "B-01",
        21: "B-02",
        30: "C-01",
        31: "C-02",
    }


def test_units_of_one_rank_sit_in_the_order_of_their_invitations() -> None:
    room = hall(row("A", 2), row("B", 2))
    assert seats(propose(room, [*unit("a", 2, 20), *unit("b", 2, 10)], {})) == {
        10: "A-01",
        11: "A-02",
        20: "B-01",
        21: "B-02",
    }


def test_unit_does_not_sit_across_the_aisle_while_it_fits_elsewhere() -> None:
    room = hall(row("A", 2, 2), row("B", 4, 4))
    assert seats(propose(room, unit("a", 3, 1), {})) == {1: "B-02", 2: "B-03", 3: "B-04"}


def test_unit_sits_across_the_aisle_before_it_sits_in_two_rows() -> None:
    room = hall(row("A", 2, 2), row("B", 2, 2))
    assert seats(propose(room, unit("a", 3, 1), {})) == {1: "A-01", 2: "A-02", 3: "A-03"}


def test_unit_larger_than_a_row_sits_in_rows_behind_each_other() -> None:
    room = hall(row("A", 2), row("B", 4), row("C", 4))
    assert seats(propose(room, unit("a", 7, 1), {})) == {
        1: "B-01",
        2: "B-02",
        3: "B-03",
        4: "B-04",
        5: "C-01",
        6: "C-02",
        7: "C-03",
    }


def test_reserved_row_stays_empty_rather_than_seat_others() -> None:
    room = hall(row("A", 4, reserved_for=("leaders",)), row("B", 2))
    proposal = propose(room, unit("a", 3, 1), {})
    assert seats(proposal) == {1: "B-01", 2: "B-02"}
    assert proposal.unseated == {UUID(int=3): Reason.ONLY_RESERVED_LEFT}


def test_who_finds_the_hall_full_is_told_so() -> None:
    assert propose(hall(row("A", 1)), [person(1), person(2)], {}).unseated == {UUID(int=2): Reason.HALL_FULL}


def test_those_who_find_no_reserved_seat_sit_in_an_open_row() -> None:
    room = hall(row("A", 1, reserved_for=("leaders",)), row("B", 2))
    assert seats(propose(room, [person(1, "leaders"), person(2, "leaders")], {})) == {1: "A-01", 2: "B-01"}


def test_platform_is_for_those_it_is_kept_for_and_nobody_else() -> None:
    people = [person(1, "leaders"), person(2)]
    kept = hall(row("A", 2), platform=row("CT", 3, reserved_for=("leaders",)))
    assert seats(propose(kept, people, {})) == {1: "CT-02", 2: "A-01"}
    assert seats(propose(hall(row("A", 2), platform=row("CT", 3)), people, {})) == {1: "A-01", 2: "A-02"}


def test_unusable_seat_is_passed_over_and_parts_a_row() -> None:
    room = hall(row("A", 5), unusable=("A-03",))
    assert seats(propose(room, [*unit("a", 3, 1)], {})) == {1: "A-01", 2: "A-02", 3: "A-04"}


def test_fixed_seat_stays_and_the_unit_gathers_around_it() -> None:
    room = hall(row("A", 6), row("B", 6), row("C", 6))
    proposal = propose(room, unit("a", 3, 1), {UUID(int=2): "C-06"})
    assert seats(proposal) == {1: "C-04", 2: "C-06", 3: "C-05"}


def test_seat_kept_for_somebody_else_is_not_given_away() -> None:
    proposal = propose(hall(row("A", 2)), [person(1)], {UUID(int=99): "A-01"})
    assert seats(proposal) == {1: "A-02"}


def test_substitute_sits_near_the_unit_and_not_in_the_row_of_the_rank() -> None:
    room = hall(row("A", 4, reserved_for=("leaders",)), row("B", 4))
    people = [*unit("a", 2, 1, "leaders"), *unit("a", 1, 3, "leaders", substitute=True)]
    assert seats(propose(room, people, {})) == {1: "A-02", 2: "A-03", 3: "B-01"}


def test_whoever_is_called_up_sits_at_the_aisle() -> None:
    room = hall(row("A", 4, 4))
    people = unit("a", 2, 1)
    presenter = Person(UUID(int=3), 3, "districts", "a", (1, "002"), called_up=True)
    assert seats(propose(room, [*people, presenter], {})) == {1: "A-02", 2: "A-03", 3: "A-04"}


@st.composite
def halls(draw: st.DrawFn) -> Hall:
    blocks = draw(st.integers(1, 3))
    names = draw(st.integers(1, 6))
    reserved = st.lists(st.sampled_from(sorted(RANKS)), max_size=2, unique=True).map(tuple)
    rows = [
        row(f"R{index}", *draw(st.lists(st.integers(0, 6), min_size=blocks, max_size=blocks)), reserved_for=kept)
        for index, kept in enumerate(draw(st.lists(reserved, min_size=names, max_size=names)))
    ]
    platform = draw(st.none() | st.just(row("CT", 3, reserved_for=("leaders",))))
    labels = [f"{each['name']}-{number + 1:02d}" for each in rows for number in range(sum(each["seats"]))]
    unusable = draw(st.lists(st.sampled_from(labels), max_size=4, unique=True)) if labels else []
    return hall(*rows, platform=platform, unusable=tuple(unusable))


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    people: list[Person] = []
    for number in range(draw(st.integers(0, 8))):
        category, size = draw(st.sampled_from(sorted(RANKS))), draw(st.integers(1, 7))
        substitutes = draw(st.integers(0, 1))
        people += unit(f"u{number}", size, number * 100 + 1, category, called_up=draw(st.booleans()))
        people += unit(f"u{number}", substitutes, number * 100 + 50, category, substitute=True)
    people += [person(9000 + number, "leaders") for number in range(draw(st.integers(0, 3)))]
    return draw(st.permutations(people))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Hall, list[Person], dict[UUID, str]]:
    """A hall, people, and some of them on seats that were fixed, also wrong ones."""
    room, people = draw(halls()), draw(crowds())
    fixed = draw(st.lists(st.sampled_from(people), max_size=4, unique=True)) if people else []
    free = draw(st.permutations(sorted(room.seats)))
    return room, people, {each.id: seat for each, seat in zip(fixed, free, strict=False)}


@settings(max_examples=300, deadline=None)
@given(cases())
def test_proposal_holds_what_it_promises(case: tuple[Hall, list[Person], dict[UUID, str]]) -> None:
    room, people, kept = case
    proposal = propose(room, people, kept)
    assert len(set(proposal.seats.values())) == len(proposal.seats)
    assert set(proposal.seats.values()) <= set(room.seats)
    assert proposal.seats.keys() | proposal.unseated.keys() == {each.id for each in people}
    assert not proposal.seats.keys() & proposal.unseated.keys()
    assert {key: proposal.seats[key] for key in kept} == kept
    by_id = {each.id: each for each in people}
    for key, seat in proposal.seats.items():
        if key not in kept:
            assert may_sit(room, by_id[key], room.seats[seat])
    free = set(room.seats) - set(proposal.seats.values())
    for key in proposal.unseated:
        assert not any(may_sit(room, by_id[key], room.seats[seat]) for seat in free)
    for party in parties(people, kept):
        placed = [room.seats[proposal.seats[each.id]] for each in party if each.id in proposal.seats]
        if len(placed) < len(party) or len(pieces(placed)) > 1:
            assert not any(fits(room, party[0], run, len(party)) for run in pieces([room.seats[one] for one in free]))


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_proposal_does_not_depend_on_the_order_given(
    case: tuple[Hall, list[Person], dict[UUID, str]], chance: random.Random
) -> None:
    room, people, kept = case
    shuffled = chance.sample(people, len(people))
    assert propose(room, shuffled, kept) == propose(room, people, kept)


def test_thousand_people_are_all_seated() -> None:
    room = hall(*(row(f"R{number}", 12, 16, 12) for number in range(28)))
    people = [each for number in range(334) for each in unit(f"u{number}", 3, number * 10 + 1)]
    assert len(propose(room, people, {}).seats) == len(people) == 1002


def may_sit(room: Hall, someone: Person, seat: Seat) -> bool:
    where = room.row_of[seat.row]
    return where.is_open or (someone.category in where.reserved_for and not someone.substitute)


def parties(people: list[Person], kept: dict[UUID, str]) -> list[list[Person]]:
    """People who are to sit together, of whom none was fixed."""
    ordered = sorted((each for each in people), key=lambda each: each.party)
    groups = [list(group) for _, group in groupby(ordered, key=lambda each: each.party)]
    return [group for group in groups if not any(each.id in kept for each in group)]


def pieces(placed: list[Seat]) -> list[list[Seat]]:
    """Seats side by side between two aisles."""
    ordered = sorted(placed, key=lambda seat: (seat.row, seat.block, seat.number))
    runs = groupby(enumerate(ordered), key=lambda each: (each[1].row, each[1].block, each[1].number - each[0]))
    return [[seat for _, seat in run] for _, run in runs]


def fits(room: Hall, someone: Person, run: list[Seat], size: int) -> bool:
    return len(run) >= size and may_sit(room, someone, run[0])
