"""Events that the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event
from chassis.contracts.hall import HallFacts

DUE_POLICIES = ("before", "by_end_of")
UNIT_ROLES = ("delegate", "presenter", "commended")
PAPER_KINDS = ("invitation", "badge")


class ConferenceFacts(Facts):
    """The conference as every service needs it: for pages, papers, e-mails and calendars."""

    title = fields.String(required=True)
    short_title = fields.String(required=True)
    occasion = fields.String(load_default=None, allow_none=True)
    host = fields.String(required=True, metadata={"description": "The body that holds the conference."})
    host_parent = fields.String(load_default=None, allow_none=True, metadata={"description": "Its superior body."})
    place = fields.String(required=True, metadata={"description": "Place name in the date line of papers."})
    document_code = fields.String(
        load_default=None, allow_none=True, metadata={"description": "Suffix of document numbers, e.g. BTGTU."}
    )
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    registration_closes_at = fields.AwareDateTime(
        load_default=None,
        allow_none=True,
        metadata={"description": "From then on only the organizer changes the lists of units."},
    )
    reminder_days = fields.List(
        fields.Integer(strict=True, validate=validate.Range(min=1, max=60)),
        load_default=lambda: [7, 3, 1],
        metadata={"description": "How many days before a deadline people are reminded; empty: nobody is."},
    )
    timezone = fields.String(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)
    capacity = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    chair = fields.String(load_default=None, allow_none=True, metadata={"description": "Who chairs (Chủ trì)."})
    signer_authority = fields.String(load_default=None, allow_none=True)
    signer_title = fields.String(load_default=None, allow_none=True)
    contact_name = fields.String(load_default=None, allow_none=True)
    contact_phone = fields.String(load_default=None, allow_none=True)
    contact_email = fields.Email(load_default=None, allow_none=True)
    format_profile = fields.String(required=True, validate=validate.OneOf(["party", "nd30"]))
    unlisted_category = fields.String(
        load_default=None,
        allow_none=True,
        validate=CODE,
        metadata={"description": "Where people whom nobody named are counted; none: apart from all categories."},
    )
    unlisted_needs_second_person = fields.Boolean(
        load_default=False, metadata={"description": "Such people wait for another person's word at the door."}
    )
    calendar_sequence = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=0),
        metadata={
            "description": "Revision of calendar entries (RFC 5545 SEQUENCE): grows by one whenever the conference "
            "gets another time or place. Where it is missing, plan_version is meant."
        },
    )


class CategoryFacts(Facts):
    """A group of participants; rank 1 is seated and called first."""

    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    protocol_rank = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class UnitFacts(Facts):
    """A unit that is invited, owes something, or receives the plan."""

    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    category = fields.String(required=True, validate=CODE)
    quota = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    invited = fields.Boolean(required=True)
    example = fields.Boolean(load_default=False, metadata={"description": "Named as a plausible example only."})
    focal_point_name = fields.String(load_default=None, allow_none=True)
    focal_point_email = fields.Email(load_default=None, allow_none=True)
    focal_point_phone = fields.String(load_default=None, allow_none=True)


class GuestFacts(Facts):
    """A person invited by name."""

    code = fields.String(required=True, validate=CODE)
    full_name = fields.String(required=True)
    post = fields.String(required=True)
    category = fields.String(required=True, validate=CODE)
    email = fields.Email(load_default=None, allow_none=True)
    phone = fields.String(load_default=None, allow_none=True)


class GateFacts(Facts):
    """A door where passes are scanned."""

    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)


class ObligationFacts(Facts):
    """What one or more units owe, by when. `policy` keeps both readings of "trước ngày" apart."""

    code = fields.String(required=True, validate=CODE)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    due_date = fields.Date(required=True)
    policy = fields.String(required=True, validate=validate.OneOf(DUE_POLICIES))
    owed_by = fields.List(fields.String(validate=CODE), required=True)


@event("documents.plan_published.v1", subject="plan")
class PlanPublished(EventData):
    """A plan was applied. It carries the whole plan that others need; a later one replaces an earlier one."""

    plan_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    facts = fields.Nested(ConferenceFacts, required=True)
    categories = fields.List(fields.Nested(CategoryFacts), required=True)
    units = fields.List(fields.Nested(UnitFacts), required=True)
    guests = fields.List(fields.Nested(GuestFacts), required=True)
    gates = fields.List(fields.Nested(GateFacts), required=True)
    obligations = fields.List(fields.Nested(ObligationFacts), required=True)
    seating = fields.Nested(
        HallFacts,
        load_default=None,
        allow_none=True,
        metadata={"description": "The hall's seats; none where nobody is seated by plan."},
    )


class OccasionFacts(Facts):
    """When and where the conference is held."""

    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)


@event("documents.conference_postponed.v1", subject="postponement")
class ConferencePostponed(EventData):
    """The conference was moved to another time or place, by the plan of this version."""

    postponement_id = fields.UUID(required=True)
    plan_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    calendar_sequence = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    previous = fields.Nested(OccasionFacts, required=True)
    present = fields.Nested(OccasionFacts, required=True)
    reason = fields.String(load_default=None, allow_none=True)


@event("documents.document_rendered.v1", subject="paper")
class DocumentRendered(EventData):
    """A paper was rendered as PDF. The file travels with the event, so that it can be attached to an e-mail."""

    paper_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(PAPER_KINDS))
    about = fields.UUID(
        required=True, metadata={"description": "The invitation (kind invitation) or delegate (badge)."}
    )
    reason = fields.String(
        required=True, metadata={"description": "What it was rendered for: `invitation:<id>:<issue>` or `pass:<id>`."}
    )
    filename = fields.String(required=True)
    media_type = fields.String(required=True, validate=validate.Equal("application/pdf"))
    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}$"))
    pages = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    content = fields.String(required=True, metadata={"description": "The file, base64 (RFC 4648 section 4)."})
    about_sequence = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=1),
        metadata={"description": "Of the delegate's news that a badge was rendered by; none where the plan caused it."},
    )
