"""Events about the agenda, which the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event

AGENDA_ITEM_KINDS = (
    *("opening", "film", "report", "presentation", "commendation", "direction", "closing", "break"),
    "other",
)
PUBLICATION_CAUSES = ("edited", "postponed")
MOST_MINUTES = 600


class AgendaItemFacts(Facts):
    """One item in its time: who does it, as printed, and the delegate or unit that it means where that is known."""

    item_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(AGENDA_ITEM_KINDS))
    title = fields.String(required=True)
    minutes = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES))
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    presentation_id = fields.UUID(load_default=None, allow_none=True)
    speaker = fields.String(load_default=None, allow_none=True, metadata={"description": "As it is printed."})
    delegate_id = fields.UUID(load_default=None, allow_none=True)
    unit = fields.String(load_default=None, allow_none=True, validate=CODE)


class AgendaChangeFacts(Facts):
    """One difference from the version before, as a sentence."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


@event("documents.agenda_published.v1", subject="agenda")
class AgendaPublished(EventData):
    """The agenda was published. It carries the whole agenda; a later one replaces an earlier one."""

    number = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=1),
        metadata={"description": "Counts publications; also the revision of items' calendar entries (SEQUENCE)."},
    )
    cause = fields.String(
        required=True,
        validate=validate.OneOf(PUBLICATION_CAUSES),
        metadata={"description": "`postponed`: the conference was moved, and its agenda with it."},
    )
    published_at = fields.AwareDateTime(required=True)
    published_by = fields.String(required=True)
    reason = fields.String(load_default=None, allow_none=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True, metadata={"description": "When the last item is over."})
    items = fields.List(fields.Nested(AgendaItemFacts), required=True)
    changes = fields.List(
        fields.Nested(AgendaChangeFacts),
        required=True,
        metadata={"description": "What it changed, in sentences; empty for the first."},
    )


class RunningItemEvent(EventData):
    """What all news of a step in the hall says."""

    item_id = fields.UUID(required=True)
    title = fields.String(required=True)
    drift_minutes = fields.Integer(
        required=True,
        strict=True,
        metadata={"description": "How much later than planned the next item will begin; negative: earlier."},
    )


@event("documents.agenda_item_started.v1", subject="agenda_item")
class AgendaItemStarted(RunningItemEvent):
    """An item of the agenda began in the hall."""

    started_at = fields.AwareDateTime(required=True)


@event("documents.agenda_item_finished.v1", subject="agenda_item")
class AgendaItemFinished(RunningItemEvent):
    """An item of the agenda is over, or was left out."""

    finished_at = fields.AwareDateTime(required=True)
    skipped = fields.Boolean(required=True)


@event("documents.agenda_item_taken_back.v1", subject="agenda_item")
class AgendaItemTakenBack(RunningItemEvent):
    """A step in the hall was a slip: the item is in this state again."""

    state = fields.String(required=True, validate=validate.OneOf(["waiting", "running"]))


@event("documents.agenda_drifted.v1", subject="agenda")
class AgendaDrifted(EventData):
    """The conference is later (or earlier) than planned by more than a threshold: the next speakers are to know."""

    threshold = fields.Integer(
        required=True, strict=True, metadata={"description": "Minutes that were passed; negative: earlier."}
    )
    drift_minutes = fields.Integer(required=True, strict=True)
    upcoming = fields.List(
        fields.Nested(AgendaItemFacts),
        required=True,
        metadata={"description": "The next items, with the times to be expected now."},
    )
