"""What a message is for."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """Also the name of its folder under templates/email/."""

    INVITATION_ISSUED = "invitation_issued"
    DELEGATE_REGISTERED = "delegate_registered"
    DELEGATE_CONFIRMED = "delegate_confirmed"
    DELEGATE_SUBSTITUTED = "delegate_substituted"
    """To the one who handed their place over."""
    SUBSTITUTION_REPORTED = "substitution_reported"
    """To the focal point of their unit."""
    SEAT_CHANGED = "seat_changed"
    """To a holder of a pass whose published seat is another one than they were told."""
    CONFERENCE_POSTPONED = "conference_postponed"
    AGENDA_CHANGED = "agenda_changed"
    """To whoever does something in it: their items are others than they were told."""
    AGENDA_PUBLISHED = "agenda_published"
    """To the office."""
    AGENDA_DELAYED = "agenda_delayed"
    """To the next speakers while the conference runs late or early."""
    TOPIC_SELECTED = "topic_selected"
    """To the unit that is asked to present it."""
    TOPIC_REVISION_ASKED = "topic_revision_asked"
    """To the room that proposed it."""
    TOPIC_ANSWERED = "topic_answered"
    """To the office: the unit accepts or declines."""
    ACTIVITY_OVERDUE = "activity_overdue"
    """To the unit: its day has passed, and nothing was reported."""
    ACTIVITY_JUDGED = "activity_judged"
    """To the unit: its report was confirmed or sent back."""
    PETITION_ASSIGNED = "petition_assigned"
    """To the department room that drafts the answer."""
    PETITION_ANSWERED = "petition_answered"
    """To the unit that asked."""
    MEDAL_RETURNED = "medal_returned"
    """To the unit that nominated."""
    MEDAL_DECIDED = "medal_decided"
    """Likewise."""
    FILM_INSPECTED = "film_inspected"
    """To the broadcaster: what the machine found in a cut."""
    FILM_READY = "film_ready"
    """To the appraisers, else the office: a cut can be appraised."""
    FILM_JUDGED = "film_judged"
    """To the broadcaster: a cut was approved, is to be changed, or is judged again."""
    FILM_AGREED = "film_agreed"
    """To the other appraisers, else the office: one person agreed, another has to follow."""
    FILM_DUE = "film_due"
    """To the appraisers, once their deadline has passed to the office as well: a cut waits to be appraised."""
    VIDEO_SCHEDULED = "video_scheduled"
    """To the broadcaster and the office: when the film is shown and broadcast."""
    VIDEO_UNSCHEDULED = "video_unscheduled"
    """Likewise."""
    VIDEO_BROADCAST_REPORTED = "video_broadcast_reported"
    """To the office."""
    VIDEO_SHOWN = "video_shown"
    """To the broadcaster and the office: it was shown in the hall."""
    INVITATION_REMINDER = "invitation_reminder"
    """To a unit or guest who has not answered."""
    CONFIRMATION_REMINDER = "confirmation_reminder"
    """To a delegate who has not confirmed."""
    ATTENDANCE_REMINDER = "attendance_reminder"
    """To who will come, shortly before."""
    SUBMISSION_RECEIVED = "submission_received"
    """The receipt, to whoever handed something in."""
    SUBMISSION_JUDGED = "submission_judged"
    """It was accepted, or returned with remarks."""
    EXTENSION_ASKED = "extension_asked"
    """To the office: a unit asks for more time."""
    EXTENSION_DECIDED = "extension_decided"
    FORM_CHECKED = "form_checked"
    """To the unit: what of its file is to be mended, or why it could not be opened."""
    OBLIGATION_REMINDER = "obligation_reminder"
    """To a unit that owes something, before the deadline."""
    OBLIGATION_OVERDUE = "obligation_overdue"
    OBLIGATION_ESCALATED = "obligation_escalated"
    """To the unit's leader, days after the deadline."""
    ARREARS_REPORTED = "arrears_reported"
    """To the office: which units are missing."""


AGENDA_LETTERS = frozenset({MessageKind.AGENDA_CHANGED, MessageKind.AGENDA_PUBLISHED, MessageKind.AGENDA_DELAYED})
"""Kept true by the news of the agenda, also when the conference is moved."""
REMINDERS = frozenset(
    {
        MessageKind.INVITATION_REMINDER,
        MessageKind.CONFIRMATION_REMINDER,
        MessageKind.ATTENDANCE_REMINDER,
        MessageKind.OBLIGATION_REMINDER,
        MessageKind.OBLIGATION_OVERDUE,
        MessageKind.OBLIGATION_ESCALATED,
        MessageKind.ARREARS_REPORTED,
    }
)
"""What is made ahead of its time, and sent when its moment comes."""

TELLS_THE_SEAT = frozenset({MessageKind.DELEGATE_CONFIRMED, MessageKind.SEAT_CHANGED, MessageKind.ATTENDANCE_REMINDER})
"""Who got one of these knows their seat, or that there is none yet."""
