"""A hall whose seats can be counted, named and found."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.contracts.hall import MOST_SEATS, seat_label
from chassis.language import Text
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan, Seating


def rows_have_one_name_each(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A seat is found by its row: two rows of one name, the platform among them, would share their seats."""
    if plan.seating is None:
        return
    first: dict[str, str] = {}
    for name, path in _names(plan.seating):
        if name and name in first:
            line = draft.line(first[name])
            message = Text(f"hàng ghế “{name}” đã có ở dòng {line}", f"row “{name}” is already on line {line}")
            yield error(draft.line(path), path, message)
        first.setdefault(name, path)


def rows_fit_the_blocks(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Each row says how many seats it has in each block; 0 where it has none."""
    for index, row in enumerate(plan.seating.rows if plan.seating else ()):
        path, blocks = f"seating.rows[{index}].seats", len(plan.seating.blocks if plan.seating else ())
        if len(row.seats) != blocks and not draft.is_blank(path) and not draft.is_blank("seating.blocks"):
            message = Text(
                f"hàng “{row.name}” ghi {len(row.seats)} số ghế, hội trường có {blocks} khối: cần mỗi khối một số",
                f"row “{row.name}” gives {len(row.seats)} numbers and the hall has {blocks} blocks: one for each",
            )
            yield error(draft.line(path), path, message)


def hall_has_seats(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Blocks, rows and a number of seats that can be drawn."""
    if plan.seating is None:
        return
    for path, given in (("seating.blocks", plan.seating.blocks), ("seating.rows", plan.seating.rows)):
        if not given and not draft.is_blank(path):
            yield error(draft.line(path), path, Text(f"“{path}” chưa có gì", f"“{path}” is empty"))
    if (number := _all_seats(plan.seating)) > MOST_SEATS:
        message = Text(
            f"sơ đồ có {number} ghế, tối đa là {MOST_SEATS}", f"the hall has {number} seats, at most {MOST_SEATS}"
        )
        yield error(draft.line("seating.rows"), "seating.rows", message)


def unusable_seats_exist(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A seat that is not in the hall cannot be kept free, and one that is named twice is a slip."""
    if plan.seating is None or _all_seats(plan.seating) > MOST_SEATS:
        return
    seats, told = set(_seats(plan.seating)), set[str]()
    for index, seat in enumerate(plan.seating.unusable):
        path = f"seating.unusable[{index}]"
        if seat and seat not in seats:
            yield error(draft.line(path), path, Text(f"hội trường không có ghế {seat}", f"the hall has no seat {seat}"))
        elif seat in told:
            yield warning(draft.line(path), path, Text(f"ghế {seat} ghi hai lần", f"seat {seat} is named twice"))
        told.add(seat)


def hall_seats_its_capacity(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Whoever is let in by the capacity of the hall should find a seat below the platform."""
    if plan.seating is None or draft.is_blank("seating") or draft.is_blank("conference.capacity"):
        return
    platform = set(_platform_seats(plan.seating))
    usable = _all_seats(plan.seating) - len(platform | set(plan.seating.unusable))
    if usable < plan.conference.capacity:
        message = Text(
            f"sơ đồ có {usable} ghế dùng được, ít hơn sức chứa {plan.conference.capacity} của hội trường",
            f"the plan has {usable} usable seats, fewer than the hall's capacity of {plan.conference.capacity}",
        )
        yield warning(draft.line("seating"), "seating", message)


def _names(seating: Seating) -> Iterator[tuple[str, str]]:
    if seating.platform is not None:
        yield seating.platform.name, "seating.platform.name"
    for index, row in enumerate(seating.rows):
        yield row.name, f"seating.rows[{index}].name"


def _all_seats(seating: Seating) -> int:
    on_platform = 0 if seating.platform is None else seating.platform.seats
    return on_platform + sum(sum(row.seats) for row in seating.rows)


def _seats(seating: Seating) -> Iterator[str]:
    yield from _platform_seats(seating)
    for row in seating.rows:
        yield from (seat_label(row.name, number + 1) for number in range(sum(row.seats)))


def _platform_seats(seating: Seating) -> Iterator[str]:
    if seating.platform is not None:
        yield from (seat_label(seating.platform.name, number + 1) for number in range(seating.platform.seats))


CHECKS = (
    rows_have_one_name_each,
    rows_fit_the_blocks,
    hall_has_seats,
    unusable_seats_exist,
    hall_seats_its_capacity,
)
