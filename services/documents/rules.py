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
TEMPLATE_READERS = (*PLAN_READERS, Role.UNIT)
"""Not the broadcaster: a film has no outline."""
GIVERS = (Role.UNIT, Role.ORGANIZER, Role.DEPARTMENT, Role.BROADCASTER)
"""Who hands in: each for its own unit, the organizer for any."""
JUDGES = (Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT)
"""Who appraises: a department what is of its field."""
DIGEST_READERS = (Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT)
"""Who drafts: a department sees the reports of its field and its own."""
FULFILLED_ELSEWHERE = frozenset({"topics", "petitions", "video_report"})
"""Kinds of obligations that their own work fulfils: nothing is handed in for them as a file."""
TYPED = frozenset({"local_conference", "other"})
"""Kinds for which a short text is enough."""
TRIAL_SENDERS = tuple(Role)
"""Everybody with an account may try a file: nothing is kept."""
PAPER_READERS = (Role.ORGANIZER, Role.UNIT, Role.DELEGATE)
BADGE_PRINTERS = (Role.ORGANIZER,)
BADGE_HANDERS = (Role.ORGANIZER, Role.RECEPTIONIST)
"""Who prints the badge of one person at the door."""
LIST_PRINTERS = (Role.ORGANIZER,)
FILM_PAPER_PRINTERS = (Role.ORGANIZER, Role.APPRAISER)
ATTENDANCE_PRINTERS = (Role.ORGANIZER, Role.CHAIR)
AGENDA_READERS = tuple(Role)
"""Everybody, also the gateway for its public page: what is published has nothing that is not for all."""
AGENDA_DRAFT_READERS = (Role.ORGANIZER, Role.DEPARTMENT, Role.CHAIR)
"""Rooms see where their presentations are to come, the chair what they will run."""
AGENDA_WRITERS = (Role.ORGANIZER,)
AGENDA_RUNNERS = (Role.ORGANIZER, Role.CHAIR)
STAGE = (Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)
PETITION_READERS = (Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT, Role.UNIT)
PETITIONERS = (Role.ORGANIZER, Role.DEPARTMENT, Role.UNIT)
"""Who brings a petition in: a unit its own, the office and a room anybody's."""
PETITION_PICKERS = (Role.ORGANIZER,)
PETITION_PRINTERS = (Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT)
TOPIC_READERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.APPRAISER, Role.DEPARTMENT, Role.UNIT)
TOPIC_BOARD_READERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.APPRAISER, Role.DEPARTMENT)
TOPIC_ROOMS = (Role.ORGANIZER, Role.DEPARTMENT)
"""Who writes topics down and sends them: a room its own, the office any room's."""
TOPIC_OFFICE = (Role.ORGANIZER,)
ACTIVITY_READERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.APPRAISER, Role.DEPARTMENT, Role.UNIT, Role.BROADCASTER)
ACTIVITY_PRINTERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.APPRAISER, Role.DEPARTMENT)
ACTIVITY_OFFICE = (Role.ORGANIZER,)
TOPIC_PRESENTERS = (Role.ORGANIZER, Role.UNIT)
"""Who answers for the unit that presents: itself, or the office on the phone."""
FILM_READERS = (Role.ORGANIZER, Role.ADMINISTRATOR, Role.APPRAISER, Role.BROADCASTER)
FILM_SENDERS = (Role.BROADCASTER, Role.ORGANIZER)
"""Who sends a cut: the broadcaster its own, the office on its behalf."""
FILM_JUDGES = (Role.APPRAISER, Role.ORGANIZER)
"""Who writes comments on it and decides."""
FILM_OFFICE = (Role.ORGANIZER,)
FILM_TALKERS = (Role.APPRAISER, Role.ORGANIZER, Role.BROADCASTER)
"""Who answers a comment."""
FILM_SCHEDULERS = (Role.ORGANIZER,)
"""Who says when the approved film is shown and broadcast."""
MEDAL_READERS = (Role.ORGANIZER, Role.APPRAISER, Role.UNIT)
MEDAL_NOMINATORS = (Role.ORGANIZER, Role.UNIT)
MEDAL_VERIFIERS = (Role.ORGANIZER,)

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


def gives_for(identity: Identity, unit: str) -> bool:
    """Whether the reader hands in for this unit; the account of a department without a room stands for all rooms."""
    if identity.role == Role.DEPARTMENT and identity.unit is None:
        return True
    return identity.role == Role.ORGANIZER or identity.unit == unit


def limited_to_own_field(identity: Identity) -> bool:
    """Whether the reader sees what their room owes and what is of its field, and nothing else."""
    return identity.role == Role.DEPARTMENT and identity.unit is not None


def is_of_field(identity: Identity, appraised_by: str) -> bool:
    """Whether an obligation is the room's to appraise. `appraised_by`: codes, a blank before and after each."""
    return f" {identity.unit} " in appraised_by


def sees_obligation(identity: Identity, unit: str, appraised_by: str) -> bool:
    """Whether the reader may know what this unit owes, and what it handed in."""
    if limited_to_own_unit(identity):
        return identity.unit == unit
    if limited_to_own_field(identity):
        return identity.unit == unit or is_of_field(identity, appraised_by)
    return True


def judges(identity: Identity, unit: str, appraised_by: str) -> bool:
    """Whether the reader appraises it: a room what is of its field, and never what it owes itself."""
    if limited_to_own_field(identity):
        return identity.unit != unit and is_of_field(identity, appraised_by)
    return identity.role in JUDGES


def sees_petition(identity: Identity, unit: str, room: str | None) -> bool:
    """A unit sees its own petitions, a room those of its field, the office and the leaders all."""
    if identity.role == Role.UNIT:
        return identity.unit == unit
    return not limited_to_own_field(identity) or identity.unit == room


def sees_drafts(identity: Identity) -> bool:
    """Whether what the house says among itself of a petition is shown: a unit sees the answer once it is approved."""
    return identity.role != Role.UNIT


def sees_film(identity: Identity, unit: str) -> bool:
    """Whether the reader may know of the film that this unit makes."""
    return identity.role in FILM_READERS and (not limited_to_own_unit(identity) or identity.unit == unit)


def sends_film(identity: Identity, unit: str) -> bool:
    """Whether the caller sends cuts of the film that this unit makes."""
    return identity.role in FILM_SENDERS and sees_film(identity, unit)


def sees_unreleased(identity: Identity) -> bool:
    """Whether what appraisers say among themselves before a verdict is shown: not to the broadcaster."""
    return identity.role != Role.BROADCASTER


def withdraws_comment(identity: Identity, subject: str) -> bool:
    """Whether the caller may withdraw what `subject` wrote: their own, and the office anybody's."""
    return identity.role == Role.ORGANIZER or identity.subject == subject


def sees_birth_year(identity: Identity) -> bool:
    """Who needs it: the office to find a person again, and the unit that wrote it down."""
    return identity.role in MEDAL_NOMINATORS
