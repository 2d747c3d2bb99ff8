"""Who is invited, how many, and whether the hall holds them."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.language import Text
from services.documents.plan.audience import invited_codes, invited_guests, invited_units
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan


def hall_holds_everybody(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Nobody who is invited may be turned away for want of a seat."""
    guests = len(invited_guests(plan))
    seats = sum(unit.quota for unit in invited_units(plan)) + guests
    capacity = plan.conference.capacity
    if capacity and seats > capacity:
        path = "conference.capacity"
        message = Text(
            f"mời {seats} người ({guests} khách mời và chỉ tiêu các đơn vị), hội trường chỉ có {capacity} chỗ",
            f"{seats} people are invited (the units' quotas, and guests: {guests}); the hall seats {capacity}",
        )
        yield error(draft.line(path), path, message)


def invited_units_have_a_quota(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """An invitation and a quota go together."""
    invited = {unit.code for unit in invited_units(plan)}
    for index, unit in enumerate(plan.units):
        path = f"units[{index}].quota"
        if draft.is_blank(path):
            continue
        if unit.code in invited and unit.quota == 0:
            message = Text(f"“{unit.code}” được mời nhưng chỉ tiêu là 0", f"“{unit.code}” is invited with a quota of 0")
            yield error(draft.line(path), path, message)
        if unit.code not in invited and unit.quota > 0:
            message = Text(
                f"“{unit.code}” có chỉ tiêu nhưng không được mời", f"“{unit.code}” has a quota but is not invited"
            )
            yield warning(draft.line(path), path, message)


def guests_are_invited(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A guest whom nobody invites was probably forgotten in the invitation list."""
    invited = {guest.code for guest in invited_guests(plan)}
    for index, guest in enumerate(plan.guests):
        if guest.code and guest.code not in invited:
            path = f"guests[{index}]"
            yield warning(
                draft.line(path),
                path,
                Text(
                    f"khách mời “{guest.code}” không có trong invitations",
                    f"guest “{guest.code}” is not in invitations",
                ),
            )


def invited_units_can_be_reached(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Without an address the invitation has to go on paper."""
    invited = {unit.code for unit in invited_units(plan)}
    for index, unit in enumerate(plan.units):
        path = f"units[{index}].focal_point"
        if (
            unit.code in invited
            and not (unit.focal_point and unit.focal_point.email)
            and not draft.is_blank(f"{path}.email")
        ):
            message = Text(
                f"“{unit.code}” chưa có thư điện tử của đầu mối",
                f"“{unit.code}” has no focal point with an e-mail address",
            )
            yield warning(draft.line(path), path, message)


def something_is_there(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A conference has categories, somebody invited and a gate."""
    for path, given in (
        ("categories", plan.categories),
        ("units", plan.units),
        ("invitations", invited_codes(plan)),
        ("gates", plan.gates),
    ):
        if not given and not draft.is_blank(path):
            yield error(draft.line(path), path, Text(f"“{path}” chưa có gì", f"“{path}” is empty"))


CHECKS = (
    hall_holds_everybody,
    invited_units_have_a_quota,
    guests_are_invited,
    invited_units_can_be_reached,
    something_is_there,
)
