"""Events about what units owe and hand in, which the documents service publishes: all of the subject `obligation`."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event
from chassis.contracts.documents import DUE_POLICIES

SUBMISSION_STATES = ("awaited", "received", "under_appraisal", "returned", "accepted")
SUBMISSION_FORMS = ("file", "link", "text")
REMARK_WEIGHTS = ("must_fix", "advice")
TIMELINESS = ("early", "in_time", "late")


class OwedFacts(Facts):
    """Whose, what, by when, and how far it is."""

    obligation_id = fields.UUID(required=True)
    code = fields.String(required=True, validate=CODE)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(SUBMISSION_STATES))
    policy = fields.String(required=True, validate=validate.OneOf(DUE_POLICIES))
    due_date = fields.Date(required=True, metadata={"description": "The day that the plan says."})
    extended_to = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "The later day that was granted to this unit."}
    )
    strict_until = fields.AwareDateTime(
        required=True, metadata={"description": "The earlier reading's last second, with the extension."}
    )
    last_moment = fields.AwareDateTime(
        required=True, metadata={"description": "The last second that is in time by the policy, with the extension."}
    )
    focal_point_name = fields.String(load_default=None, allow_none=True)
    focal_point_email = fields.Email(load_default=None, allow_none=True)
    focal_point_phone = fields.String(
        load_default=None, allow_none=True, metadata={"description": "For a short text where no e-mail arrives."}
    )


class PlannedObligation(OwedFacts):
    """What one unit owes by the plan that was applied, and whom to remind of it."""

    version = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=0),
        metadata={"description": "Number of its last event, which these facts include."},
    )


@event("documents.obligations_planned.v1", subject="obligations")
class ObligationsPlanned(EventData):
    """Everything that is owed by a plan that was applied, one for each unit; a later one replaces an earlier one."""

    plan_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    obligations = fields.List(fields.Nested(PlannedObligation), required=True)


class ObligationNews(OwedFacts, EventData):
    """What every event about an obligation says."""


@event("documents.obligation_arisen.v1", subject="obligation")
class ObligationArisen(ObligationNews):
    """A unit owes something that no plan asks for: the text of a presentation that it has accepted."""


@event("documents.obligation_dropped.v1", subject="obligation")
class ObligationDropped(ObligationNews):
    """What had arisen is no longer owed, whatever of it has come."""


@event("documents.submission_received.v1", subject="obligation")
class SubmissionReceived(ObligationNews):
    """A version was handed in. With its checksum this is the receipt."""

    submission_id = fields.UUID(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    form = fields.String(required=True, validate=validate.OneOf(SUBMISSION_FORMS))
    filename = fields.String(load_default=None, allow_none=True)
    media_type = fields.String(load_default=None, allow_none=True)
    size = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(min=0))
    sha256 = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(r"^[0-9a-f]{64}$"))
    link = fields.String(load_default=None, allow_none=True)
    handed_in_by = fields.String(required=True)
    handed_in_at = fields.AwareDateTime(required=True)
    timeliness = fields.String(required=True, validate=validate.OneOf(TIMELINESS))


@event("documents.submission_withdrawn.v1", subject="obligation")
class SubmissionWithdrawn(ObligationNews):
    """What was handed in was withdrawn before anybody began to appraise it."""


@event("documents.obligation_fulfilled.v1", subject="obligation")
class ObligationFulfilled(ObligationNews):
    """Other work than handing in says how an obligation stands: come, complete, or missing again."""


class RemarkFacts(Facts):
    """What an appraiser said about a place of a version."""

    place = fields.String(load_default=None, allow_none=True)
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = fields.String(required=True)


class AppraisalNews(ObligationNews):
    """What every event of an appraisal says."""

    submission_id = fields.UUID(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    word = fields.String(load_default=None, allow_none=True)


@event("documents.submission_taken_up.v1", subject="obligation")
class SubmissionTakenUp(AppraisalNews):
    """Somebody began to appraise what was handed in: it cannot be withdrawn or replaced any more."""


@event("documents.submission_returned.v1", subject="obligation")
class SubmissionReturned(AppraisalNews):
    """What was handed in is to be mended and handed in again."""

    remarks = fields.List(fields.Nested(RemarkFacts), required=True)


@event("documents.submission_accepted.v1", subject="obligation")
class SubmissionAccepted(AppraisalNews):
    """What was handed in is accepted; remarks are advice only."""

    remarks = fields.List(fields.Nested(RemarkFacts), required=True)


@event("documents.submission_reopened.v1", subject="obligation")
class SubmissionReopened(AppraisalNews):
    """What was accepted is appraised again."""


@event("documents.extension_asked.v1", subject="obligation")
class ExtensionAsked(ObligationNews):
    """A unit asks for more time."""

    reason = fields.String(required=True)
    wanted_to = fields.Date(required=True)
    asked_by = fields.String(required=True)


@event("documents.extension_withdrawn.v1", subject="obligation")
class ExtensionWithdrawn(ObligationNews):
    """A request for more time was taken back before it was decided."""


@event("documents.extension_refused.v1", subject="obligation")
class ExtensionRefused(ObligationNews):
    """The day stays as it is."""

    wanted_to = fields.Date(required=True)
    word = fields.String(required=True)


@event("documents.obligation_extended.v1", subject="obligation")
class ObligationExtended(ObligationNews):
    """A unit has more time, asked for or not. Both readings of the deadline follow the day."""

    granted_to = fields.Date(required=True)
    word = fields.String(load_default=None, allow_none=True)
    asked = fields.Boolean(required=True)
