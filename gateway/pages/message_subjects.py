"""The page of what an e-mail is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for
from flask_babel import lazy_gettext as _

from chassis.auth.roles import Role
from gateway.pages.navigation import may_see


@dataclass(frozen=True)
class Subject:
    """A page about one thing: `name` is what its address calls the id; None for a page about all of them."""

    endpoint: str
    name: str | None
    label: object
    """Translated when it is shown."""
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """Where it is, and in words."""

    url: str
    label: object


_INVITATION = Subject("invitations.show", "invitation_id", _("Xem giấy mời"))
_DELEGATE = Subject("delegates.show", "delegate_id", _("Xem đại biểu"))
_AGENDA = Subject("agenda.show", None, _("Xem chương trình"))
_TOPIC = Subject("topics.show", "topic_id", _("Xem chủ đề tham luận"))
_ACTIVITY = Subject("activities.show", "report_id", _("Xem hoạt động"))
_PETITION = Subject("petitions.show", "petition_id", _("Xem kiến nghị"))
_MEDAL = Subject("medals.show", "nomination_id", _("Xem đề nghị xét tặng"))
_FILM = Subject("film.show", None, _("Xem phóng sự"))
_FILM_SCHEDULE = Subject("film_schedule.show", None, _("Xem lịch chiếu, phát sóng"))
_OBLIGATION = Subject("submissions.show", "obligation_id", _("Xem nhiệm vụ"))

SUBJECTS = {
    "invitation_issued": _INVITATION,
    "invitation_reminder": _INVITATION,
    "delegate_registered": _DELEGATE,
    "delegate_confirmed": _DELEGATE,
    "delegate_substituted": _DELEGATE,
    "substitution_reported": _DELEGATE,
    "seat_changed": _DELEGATE,
    "confirmation_reminder": _DELEGATE,
    "attendance_reminder": _DELEGATE,
    # To a delegate, a guest or a unit: what it is about is the conference.
    "conference_postponed": Subject("plan.show", None, _("Xem kế hoạch")),
    "agenda_changed": _AGENDA,
    "agenda_published": _AGENDA,
    "agenda_delayed": _AGENDA,
    "topic_selected": _TOPIC,
    "topic_revision_asked": _TOPIC,
    "topic_answered": _TOPIC,
    "activity_overdue": _ACTIVITY,
    "activity_judged": _ACTIVITY,
    "petition_assigned": _PETITION,
    "petition_answered": _PETITION,
    "medal_returned": _MEDAL,
    "medal_decided": _MEDAL,
    "film_inspected": _FILM,
    "film_ready": _FILM,
    "film_judged": _FILM,
    "film_agreed": _FILM,
    "film_due": _FILM,
    "video_scheduled": _FILM_SCHEDULE,
    "video_unscheduled": _FILM_SCHEDULE,
    "video_broadcast_reported": _FILM_SCHEDULE,
    "video_shown": _FILM_SCHEDULE,
    "submission_received": _OBLIGATION,
    "submission_judged": _OBLIGATION,
    "extension_asked": _OBLIGATION,
    "extension_decided": _OBLIGATION,
    "form_checked": Subject("form_checks.show", "obligation_id", _("Xem kiểm tra thể thức")),
    "obligation_reminder": _OBLIGATION,
    "obligation_overdue": _OBLIGATION,
    "obligation_escalated": _OBLIGATION,
    "arrears_reported": Subject("obligations.index", None, _("Xem nhiệm vụ quá hạn"), {"state": "overdue"}),
}
"""By the kind of the e-mail."""


def subject_of(slug: str, message: Mapping[str, Any], role: Role) -> Link | None:
    """The page of what the e-mail is about; None where the reader has no such page."""
    subject = SUBJECTS.get(message["kind"])
    if subject is None or subject.endpoint not in current_app.view_functions or not may_see(role, subject.endpoint):
        return None
    named: dict[str, Any] = {subject.name: message["about"]} if subject.name else {}
    return Link(url_for(subject.endpoint, slug=slug, **(named | dict(subject.filters))), subject.label)
