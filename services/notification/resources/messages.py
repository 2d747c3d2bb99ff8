"""Messages: list, read, download their files, send again, stop."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, send_file

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import Resource, found, permit
from services.notification.models import REMINDERS, Message
from services.notification.operations.retry_message import retry_message
from services.notification.operations.stop_reminder import stop_reminder
from services.notification.queries.messages import (
    SORTABLE,
    attachment_with_content,
    conference_known,
    message_to_change,
    message_with_log,
    messages,
    scheduled_for,
)
from services.notification.schemas.message import MessageArguments, MessageDetailSchema, MessageSchema
from services.notification.workflows.message import OFFICE, actions_on

blueprint = Blueprint("messages", __name__, url_prefix="/conferences/<slug>", description="E-mails and their fate.")


class MessageResource(Resource):
    """A message is shown with what the reader may do with it."""

    def shown(self, message: Message, *further: str) -> Mapping[str, Any]:
        """The fields of `MessageSchema`, and `further` ones."""
        names = [name for name in MessageSchema().fields if name not in ("actions", "scheduled_for")]
        fields = {name: getattr(message, name) for name in (*names, *further)}
        reminder = message.kind in REMINDERS
        actions = actions_on(message.state, self.identity.role, obsolete=message.obsolete, reminder=reminder)
        return fields | {"actions": actions, "scheduled_for": scheduled_for(message, self.context.clock())}


@blueprint.route("/messages")
class Messages(MessageResource):
    """The messages of a conference."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="list_messages")
    @blueprint.arguments(MessageArguments, location="query")
    @blueprint.response(200, page_schema(MessageSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Mapping[str, Any]]:
        """List messages, the newest first."""
        found(conference_known(self.session, slug))
        page = page_of(
            self.session,
            messages(slug, arguments, self.context.clock()),
            arguments,
            sortable=SORTABLE,
            default_sort="-created_at",
            tie_breaker=Message.id,
        )
        return Page([self.shown(message) for message in page.items], page.page, page.page_size, page.total)


@blueprint.route("/messages/<uuid:message_id>")
class OneMessage(MessageResource):
    """One message."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="read_message")
    @blueprint.response(200, MessageDetailSchema)
    def get(self, slug: str, message_id: UUID) -> Mapping[str, Any]:
        """Read a message as it is sent, with its delivery log."""
        message = found(message_with_log(self.session, slug, message_id))
        return self.shown(message, "text", "short", "html", "attachments", "log")


@blueprint.route("/messages/<uuid:message_id>/attachments/<int(max=9999):index>")
class MessageAttachment(Resource):
    """One file of a message."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="download_attachment")
    @blueprint.response(200, {"type": "string", "format": "binary"}, content_type="*/*")
    def get(self, slug: str, message_id: UUID, index: int) -> Response:
        """Download a file of a message."""
        attachment = found(attachment_with_content(self.session, slug, message_id, index))
        return send_file(
            BytesIO(attachment.content),
            mimetype=attachment.media_type,
            as_attachment=True,
            download_name=attachment.filename,
        )


@blueprint.route("/messages/<uuid:message_id>/retry")
class MessageRetry(MessageResource):
    """Another round of tries."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="retry_message")
    @blueprint.response(200, MessageSchema)
    def post(self, slug: str, message_id: UUID) -> Mapping[str, Any]:
        """Send a failed or uncertain message again."""
        message = found(message_to_change(self.session, slug, message_id))
        retry_message(self.session, message, self.identity, self.context.clock())
        self.context.parts.call_after_commit(self.session)
        return self.shown(message)


@blueprint.route("/messages/<uuid:message_id>/cancel")
class MessageCancel(MessageResource):
    """A reminder that is not wanted."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="cancel_message")
    @blueprint.response(200, MessageSchema)
    def post(self, slug: str, message_id: UUID) -> Mapping[str, Any]:
        """Stop a reminder that has not left."""
        message = found(message_to_change(self.session, slug, message_id))
        stop_reminder(self.session, message, self.identity, self.context.clock())
        return self.shown(message)
