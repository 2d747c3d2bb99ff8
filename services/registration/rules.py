"""Who may touch what, beyond the roles that a resource admits. Pure."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from chassis.auth.identity import Identity
from chassis.auth.roles import Role


def is_of_unit(identity: Identity, unit: str | None) -> bool:
    """A unit acts for itself; roles without a unit act for every unit."""
    return identity.role != Role.UNIT or (unit is not None and identity.unit == unit)


def may_touch_invitation(identity: Identity, invitation: UUID, unit: str | None) -> bool:
    """The invited unit, the invited guest, and roles without a scope."""
    if identity.role == Role.DELEGATE:
        return identity.invitation == str(invitation)
    return is_of_unit(identity, unit)


def is_self(identity: Identity, delegate: UUID, invitation: UUID | None) -> bool:
    """The delegate in person: by their own link, or a guest by the link of their `invitation`."""
    if identity.role != Role.DELEGATE:
        return False
    invited = invitation is not None and identity.invitation == str(invitation)
    return invited or identity.delegate == str(delegate)


def may_touch_delegate(identity: Identity, delegate: UUID, units: Collection[str], invitation: UUID | None) -> bool:
    """Every unit that named the delegate, the delegate in person, and roles without a scope."""
    if identity.role == Role.DELEGATE:
        return is_self(identity, delegate, invitation)
    return identity.role != Role.UNIT or identity.unit in units


def may_browse_delegates(identity: Identity) -> bool:
    """Everyone but the welcome desk, which has to type a name: a list to leaf through is nobody's business there."""
    return identity.role != Role.RECEPTIONIST


def may_see_email(identity: Identity) -> bool:
    """The office; and a unit or delegate, who get to see none but their own. At the door nobody needs it."""
    return identity.role in (Role.ORGANIZER, Role.UNIT, Role.DELEGATE)


def may_see_phone(identity: Identity) -> bool:
    """The office; and a unit or delegate, who get to see none but their own. Everyone else sees it masked."""
    return identity.role in (Role.ORGANIZER, Role.UNIT, Role.DELEGATE)


def may_see_focal_point_phone(identity: Identity) -> bool:
    """The office only; a unit knows its own."""
    return identity.role == Role.ORGANIZER


def may_read_names(identity: Identity) -> bool:
    """Who reads the names beside the numbers: those who work in the hall. Everyone else sees the numbers."""
    return identity.role in (Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)


def may_call_missing_units(identity: Identity) -> bool:
    """The office; and the chair, but only the focal point of a unit of whom nobody is here."""
    return identity.role in (Role.ORGANIZER, Role.CHAIR)


def may_see_links(identity: Identity) -> bool:
    """The office only: a private link is the key to another person's data."""
    return identity.role == Role.ORGANIZER


def may_stand_at(identity: Identity, gate: str) -> bool:
    """A paired station checks people in at the gates it is paired with; who is no station, at every gate."""
    return identity.gates is None or gate in identity.gates


def is_own_scan(identity: Identity, station: str | None, caller: str) -> bool:
    """The paired station that scanned; where it is none, the account that did."""
    if identity.station is not None or station is not None:
        return identity.station == station
    return identity.subject == caller
