"""The agenda over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.contracts.agenda import MOST_MINUTES
from chassis.language import Text
from chassis.web.input import VERSION_RANGE, Line, Prose, code_field
from services.documents.agenda import DifferenceKind
from services.documents.workflows.agenda import AgendaItemAction, AgendaItemKind, AgendaItemState

MOST_ITEMS = 100
SEVERITIES = ("error", "warning")
_TWICE = Text("Một mục có hai lần.", "An item is there twice.")


class AgendaFlawSchema(Schema):
    """Something to mend: an error cannot come to pass as it is written."""

    code = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(SEVERITIES))
    sentence = fields.String(required=True)


class AgendaItemSchema(Schema):
    """An item in its time. `unit` is the unit that does it, where the system knows it."""

    id = fields.UUID(required=True)
    kind = fields.Enum(AgendaItemKind, by_value=True, required=True)
    title = fields.String(required=True)
    speaker = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    minutes = fields.Integer(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    film_seconds = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Length of the film that is shown in it; null: none is scheduled, or not measured."},
    )


class AgendaDraftItemSchema(AgendaItemSchema):
    """An item of the draft. `fixed_start` is on the conference's clock."""

    delegate_id = fields.UUID(required=True, allow_none=True)
    presentation_id = fields.UUID(required=True, allow_none=True)
    fixed_start = fields.String(required=True, allow_none=True)
    problems = fields.List(fields.Nested(AgendaFlawSchema), required=True)


class AgendaDifferenceSchema(Schema):
    """One difference from what was published."""

    change = fields.Enum(DifferenceKind, by_value=True, required=True)
    item_id = fields.UUID(required=True)
    sentence = fields.String(required=True)


class AgendaPublicationSchema(Schema):
    """Which version holds: who published it, when and why."""

    number = fields.Integer(required=True)
    published_at = fields.AwareDateTime(required=True)
    published_by = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)


class AgendaVersionSchema(AgendaPublicationSchema):
    """A publication, and what it changed in words."""

    cause = fields.String(required=True)
    changes = fields.List(fields.String(), required=True)


class AgendaVersionsSchema(Schema):
    """All publications, the last one first."""

    items = fields.List(fields.Nested(AgendaVersionSchema), required=True)


class AgendaDraftSchema(Schema):
    """The draft in its times, what is to be mended in it, and how it differs from what was published."""

    version = fields.Integer(required=True)
    changed_at = fields.AwareDateTime(required=True, allow_none=True)
    changed_by = fields.String(required=True, allow_none=True)
    starts_at = fields.AwareDateTime(required=True, metadata={"description": "Of the conference."})
    ends_at = fields.AwareDateTime(required=True, metadata={"description": "Of the conference."})
    finishes_at = fields.AwareDateTime(required=True, metadata={"description": "When the last item is over."})
    items = fields.List(fields.Nested(AgendaDraftItemSchema), required=True)
    problems = fields.List(fields.Nested(AgendaFlawSchema), required=True)
    differences = fields.List(fields.Nested(AgendaDifferenceSchema), required=True)
    published = fields.Nested(AgendaPublicationSchema, required=True, allow_none=True)
    undoes = fields.String(
        required=True, allow_none=True, metadata={"description": "What undoing would take back; null: nothing."}
    )
    in_plan = fields.Boolean(required=True, metadata={"description": "Whether the plan has a usual agenda."})


class PublishedItemSchema(AgendaItemSchema):
    """An item of the published agenda. `own`: it is the reader's, or their unit's."""

    own = fields.Boolean(required=True)


class PublishedAgendaSchema(AgendaPublicationSchema):
    """The agenda that holds, with time and place of its conference."""

    title = fields.String(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)
    timezone = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    items = fields.List(fields.Nested(PublishedItemSchema), required=True)


class AgendaVersionArgumentSchema(Schema):
    """Which version of the draft the page showed."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class NewAgendaItemSchema(Schema):
    """An item as it is to be. Without `fixed_start` it begins when the one before it ends."""

    id = fields.UUID(load_default=None, allow_none=True)
    kind = fields.Enum(AgendaItemKind, by_value=True, required=True)
    title = Line(required=True, longest=300)
    speaker = Line(load_default=None, allow_none=True, longest=300)
    delegate_id = fields.UUID(load_default=None, allow_none=True)
    unit = code_field(load_default=None, allow_none=True)
    presentation_id = fields.UUID(load_default=None, allow_none=True)
    minutes = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES))
    fixed_start = fields.Time(
        format="%H:%M",
        load_default=None,
        allow_none=True,
        metadata={"description": "HH:MM on the conference's clock.", "format": "hh:mm"},
    )


class AgendaDraftChangeSchema(AgendaVersionArgumentSchema):
    """The whole draft as it is to be, in its order."""

    items = fields.List(fields.Nested(NewAgendaItemSchema), required=True, validate=validate.Length(max=MOST_ITEMS))

    @validates_schema
    def each_once(self, data: Mapping[str, Any], **_options: Any) -> None:
        """No item stands in two places."""
        ids = [item["id"] for item in data["items"] if item["id"] is not None]
        if len(ids) != len(set(ids)):
            raise ValidationError([_TWICE], "items")


class AgendaPublishSchema(AgendaVersionArgumentSchema):
    """Which draft is published, and why."""

    reason = Prose(load_default=None, allow_none=True, longest=500)


class AgendaRunItemSchema(AgendaItemSchema):
    """An item in the hall: how far it is, when it was, and when it is to be expected as things are."""

    state = fields.Enum(AgendaItemState, by_value=True, required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
    expected_starts_at = fields.AwareDateTime(required=True)
    expected_ends_at = fields.AwareDateTime(required=True)
    actions = fields.List(fields.Enum(AgendaItemAction, by_value=True), required=True)


class AgendaRunSchema(Schema):
    """The conference as it runs, as of `now`. `drift_minutes`: how much later the next item will begin."""

    version = fields.Integer(required=True)
    number = fields.Integer(required=True)
    title = fields.String(required=True)
    hall = fields.String(required=True)
    timezone = fields.String(required=True)
    now = fields.AwareDateTime(required=True)
    begun = fields.Boolean(required=True)
    drift_minutes = fields.Integer(required=True)
    current = fields.UUID(required=True, allow_none=True)
    upcoming = fields.List(fields.UUID(), required=True)
    items = fields.List(fields.Nested(AgendaRunItemSchema), required=True)


class AgendaPaperArguments(Schema):
    """Which agenda is printed."""

    draft = fields.Boolean(
        load_default=False, metadata={"description": "The draft, marked as such, for whoever may see it."}
    )


class AgendaCalendarArguments(Schema):
    """Which items are entered."""

    own = fields.Boolean(load_default=False, metadata={"description": "Only those that are the reader's."})
