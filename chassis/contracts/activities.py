"""Events about activities (hoạt động) that the documents service publishes."""

from __future__ import annotations

from marshmallow import fields

from chassis.contracts.base import CODE, EventData, event


class ActivityData(EventData):
    """The activity with one unit as it now is, and the unit's focal point."""

    report_id = fields.UUID(required=True)
    activity = fields.String(required=True, validate=CODE)
    title = fields.String(required=True)
    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)
    state = fields.String(required=True)
    held_on = fields.Date(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    last_moment = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True, metadata={"description": "Why not held, or sent back."})


class ActivityNotice(ActivityData):
    """The same, and who is to hear of it: the focal point of the unit."""

    recipient_name = fields.String(required=True, allow_none=True)
    recipient_email = fields.Email(required=True, allow_none=True)


@event("documents.activity_changed.v1", subject="activity_report")
class ActivityChanged(ActivityData):
    """It was begun or reopened, or is not held."""


@event("documents.activity_reported.v1", subject="activity_report")
class ActivityReported(ActivityData):
    """The unit reported that it was done, or corrected what it had reported."""


@event("documents.activity_confirmed.v1", subject="activity_report")
class ActivityConfirmed(ActivityNotice):
    """The office confirmed what the unit reported."""


@event("documents.activity_sent_back.v1", subject="activity_report")
class ActivitySentBack(ActivityNotice):
    """The office asks the unit to report again, for the reason in `note`."""


@event("documents.activity_overdue.v1", subject="activity_reminder")
class ActivityOverdue(ActivityNotice):
    """Its last moment has passed, and the unit has said nothing; once for each deadline."""

    last_moment = fields.AwareDateTime(required=True)
