"""Failed events over HTTP, the same for every service: for the administrator to see, replay, or set aside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate
from sqlalchemy import func, select

from chassis.auth.roles import Role
from chassis.messaging import dead_letters, failed_events
from chassis.messaging.inbox import State
from chassis.messaging.tables import UNSETTLED, inbox
from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import Resource, permit
from chassis.web.text import storable


class FailedEventArguments(ListArguments):
    """Which failed events to list; the oldest first."""

    state = fields.Enum(State, by_value=True, load_default=None)


class FailedEventSchema(Schema):
    """An event that waits for a retry, for its turn, or (dead) for a person. Its data stay out: they are personal."""

    id = fields.UUID(required=True)
    type = fields.String(required=True)
    subject = fields.String(required=True)
    sequence = fields.Integer(required=True)
    conference = fields.String(required=True)
    state = fields.Enum(State, by_value=True, required=True)
    attempts = fields.Integer(required=True)
    error = fields.String(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    next_attempt_at = fields.AwareDateTime(required=True, allow_none=True)


class DeadLetterSchema(Schema):
    """A message that could not be read at all. Its content stays out: it is personal."""

    id = fields.String(required=True, allow_none=True, metadata={"description": "The event's id, if it says one."})
    type = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class DiscardSchema(Schema):
    """Why the event is set aside."""

    reason = fields.String(required=True, validate=[validate.Length(min=1, max=500), storable])


def failed_events_blueprint(service: str) -> Blueprint:
    """The resources of one service's failed events; operation names carry the service's."""
    blueprint = Blueprint(f"{service}_failed_events", __name__, url_prefix="/failed-events")

    @blueprint.route("")
    class FailedEvents(Resource):
        @permit(Role.ADMINISTRATOR)
        @blueprint.doc(operationId=f"list_{service}_failed_events", tags=["failed events"])
        @blueprint.arguments(FailedEventArguments, location="query")
        @blueprint.response(200, page_schema(FailedEventSchema))
        def get(self, arguments: dict[str, Any]) -> Page[failed_events.FailedEvent]:
            """List events that could not be applied yet."""
            state, size, number = arguments["state"], arguments["page_size"], arguments["page"]
            counted = select(func.count()).select_from(inbox).where(UNSETTLED)
            if state is not None:
                counted = counted.where(inbox.c.state == state)
            total = self.session.scalar(counted) or 0
            offset = min((number - 1) * size, total)
            rows = failed_events.list_failed(self.session, state=state, limit=size, offset=offset)
            return Page(rows, number, size, total)

    @blueprint.route("/dead-letters")
    class DeadLetters(Resource):
        @permit(Role.ADMINISTRATOR)
        @blueprint.doc(operationId=f"list_{service}_dead_letters", tags=["failed events"])
        @blueprint.arguments(ListArguments, location="query")
        @blueprint.response(200, page_schema(DeadLetterSchema))
        def get(self, arguments: dict[str, Any]) -> Page[dead_letters.DeadLetter]:
            """List messages of the embedded mode that could not be read; RabbitMQ keeps its own for the operator."""
            size, number = arguments["page_size"], arguments["page"]
            total = dead_letters.count_kept(self.session)
            offset = min((number - 1) * size, total)
            return Page(dead_letters.kept(self.session, size, offset), number, size, total)

    @blueprint.route("/<uuid:event_id>/replay")
    class Replay(Resource):
        @permit(Role.ADMINISTRATOR)
        @blueprint.doc(operationId=f"replay_{service}_failed_event", tags=["failed events"])
        @blueprint.response(204)
        def post(self, event_id: UUID) -> None:
            """Try a failed event anew; later events of its subject follow."""
            try:
                failed_events.replay(self.session, event_id)
            except failed_events.NotFailed:
                raise Problem(NOT_FOUND) from None

    @blueprint.route("/<uuid:event_id>/discard")
    class Discard(Resource):
        @permit(Role.ADMINISTRATOR)
        @blueprint.doc(operationId=f"discard_{service}_failed_event", tags=["failed events"])
        @blueprint.arguments(DiscardSchema)
        @blueprint.response(204)
        def post(self, data: dict[str, str], event_id: UUID) -> None:
            """Set a failed event aside for good, with the reason; its subject's next event goes on."""
            try:
                failed_events.discard(self.session, event_id, data["reason"])
            except failed_events.NotFailed:
                raise Problem(NOT_FOUND) from None

    return blueprint
