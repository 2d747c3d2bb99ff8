"""Why a message is sent. There is never more than one message for one reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from services.notification.models import Arrears, Conference, Delegate, Invitation, Obligation


def of_issue(invitation: Invitation) -> str:
    """One issue of an invitation; the same words as in documents.document_rendered."""
    return f"invitation:{invitation.id}:{invitation.issue}"


def of_pass(pass_id: UUID) -> str:
    """A new pass; the same words as in documents.document_rendered."""
    return f"pass:{pass_id}"


def of_seat(delegate: Delegate) -> str:
    """A seat that was published for the holder of this pass: a seat that comes back later is told again."""
    return f"seat:{delegate.pass_id}:{delegate.seat_sequence}"


def of_substitution(delegate: Delegate) -> str:
    """A place that passed to another person, told to the one who had it."""
    return f"substituted:{delegate.id}"


def of_reported_substitution(delegate: Delegate) -> str:
    """The same, told to the unit."""
    return f"substituted:{delegate.id}:unit"


def of_registration(delegate: Delegate) -> str:
    """A delegate's place on the list."""
    return f"registered:{delegate.id}"


def of_invitation_reminder(invitation: Invitation, calendar_sequence: int, days: int) -> str:
    """An answer that is missing, so many days before the deadline; one issue, and one move of the conference."""
    return f"reminder:invitation:{invitation.id}:{invitation.issue}:{calendar_sequence}:{days}d"


def of_confirmation_reminder(delegate: Delegate, calendar_sequence: int, days: int) -> str:
    """A confirmation that is missing."""
    return f"reminder:registered:{delegate.id}:{calendar_sequence}:{days}d"


def of_attendance_reminder(delegate: Delegate, calendar_sequence: int, days: int) -> str:
    """The conference is near, for the holder of a pass."""
    return f"reminder:pass:{delegate.pass_id}:{calendar_sequence}:{days}d"


def of_agenda(number: int, about: UUID) -> str:
    """A publication of the agenda, told to one speaker, or to the office."""
    return f"agenda:{number}:{about}"


def of_delay(sequence: int, about: UUID) -> str:
    """One news of a delay, told to one speaker."""
    return f"delay:{sequence}:{about}"


def of_desk_news(kind: str, about: UUID, sequence: int) -> str:
    """What happened to a topic or activity: one event of it."""
    return f"{kind}:{about}:{sequence}"


def of_overdue_activity(about: UUID, last_moment: datetime) -> str:
    """A deadline of an activity that has passed."""
    return f"activity_overdue:{about}:{last_moment:%Y%m%d}"


def of_move(conference: Conference, about: UUID) -> str:
    """The last move of the conference, told to one person."""
    return f"{moves(conference.calendar_sequence)}{about}"


def moves(calendar_sequence: int) -> str:
    """How the reasons of all letters about one move begin."""
    return f"postponed:{calendar_sequence}:"


def of_obligation_news(obligation: Obligation, sequence: int) -> str:
    """Something that was told about an obligation."""
    return f"obligation:{obligation.id}:{sequence}"


def of_form_check(submission_id: UUID) -> str:
    """What the form check said of one version."""
    return f"form_check:{submission_id}"


def of_film_inspection(version_id: UUID) -> str:
    """What the machine found in one cut of the film."""
    return f"film_inspected:{version_id}"


def of_film_to_appraise(version_id: UUID, position: int) -> str:
    """A cut that can be appraised, told to one of those whom the plan names."""
    return f"film_ready:{version_id}:{position}"


def of_film_due(about: UUID, last_moment: datetime, days_left: int, position: int) -> str:
    """A film that waits for its appraisers, so many days before or after one deadline, told to one of them."""
    return f"film_due:{about}:{last_moment:%Y%m%d}:{days_left}d:{position}"


def of_obligation_reminder(obligation: Obligation, what: str, days: int) -> str:
    """What is owed, so many days before or after one deadline; what is owed again is another reason."""
    return f"reminder:{what}:{obligation.id}:{obligation.last_moment:%Y%m%d}:{obligation.round}:{days}d"


def of_arrears(arrears: Arrears, days: int) -> str:
    """What is missing of one obligation so many days after its deadline."""
    return f"reminder:arrears:{arrears.id}:{days}d"
