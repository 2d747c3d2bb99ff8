"""Who is meant by a list of codes: units named one by one, by their category, or by a group they are in."""

from __future__ import annotations

from collections.abc import Iterable

from services.documents.plan.model import Guest, Plan, Unit


def units_meant(plan: Plan, codes: Iterable[str]) -> tuple[Unit, ...]:
    """Each unit meant, once, in the order of the plan. Unknown codes mean nobody."""
    wanted = set(codes)
    return tuple(unit for unit in plan.units if not wanted.isdisjoint((unit.code, unit.category, *unit.groups)))


def guests_meant(plan: Plan, codes: Iterable[str]) -> tuple[Guest, ...]:
    """Each named guest meant, by their own code or their category, in the order of the plan."""
    wanted = set(codes)
    return tuple(guest for guest in plan.guests if guest.code in wanted or guest.category in wanted)


def invited_codes(plan: Plan) -> frozenset[str]:
    """All codes on the invitation list, as written there."""
    return frozenset(code for invitation in plan.invitations for code in invitation.to)


def invited_units(plan: Plan) -> tuple[Unit, ...]:
    """The units on the invitation list."""
    return units_meant(plan, invited_codes(plan))


def invited_guests(plan: Plan) -> tuple[Guest, ...]:
    """The guests on the invitation list."""
    return guests_meant(plan, invited_codes(plan))
