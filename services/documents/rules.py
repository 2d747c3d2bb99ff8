"""Who may see and do what in the documents service."""

from __future__ import annotations

from uuid import UUID

from chassis.auth.identity import Identity
from chassis.auth.roles import Role

PLAN_READERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.DEPARTMENT, Role.APPRAISER)
PLAN_WRITERS = (Role.ORGANIZER,)
PLAN_FOLLOWERS = tuple(Role)
PROGRAMME_READERS = (*PLAN_READERS, Role.UNIT)
OBLIGATION_READERS = (*PLAN_READERS, Role.UNIT, Role.BROADCASTER)
PAPER_READERS = (Role.ORGANIZER, Role.UNIT, Role.DELEGATE)
BADGE_PRINTERS = (Role.ORGANIZER,)
BADGE_HANDERS = (Role.ORGANIZER, Role.RECEPTIONIST)
"""Who prints the badge of one person at the door."""
LIST_PRINTERS = (Role.ORGANIZER,)
ATTENDANCE_PRINTERS = (Role.ORGANIZER, Role.CHAIR)
STAGE = (Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)

_OWN_UNIT_ONLY = frozenset({Role.UNIT, Role.BROADCASTER})


def limited_to_own_unit(identity: Identity) -> bool:
    """Whether the reader sees what concerns their own unit and nothing else."""
    return identity.role in _OWN_UNIT_ONLY


def reads_every_paper(identity: Identity) -> bool:
    """Whether the reader sees the papers of all units and people, and those no longer to be used."""
    return identity.role == Role.ORGANIZER


def own_subjects(identity: Identity) -> list[UUID]:
    """The invitation and the delegate that a person with a private link stands for."""
    return [UUID(text) for text in (identity.delegate, identity.invitation) if text is not None]


def may_plan(identity: Identity, conference: str) -> bool:
    """Whether the writer of plans may write the plan of this conference."""
    return identity.conference is None or identity.conference == conference
