"""Messages over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.lists import ListArguments
from chassis.web.text import storable
from services.notification.models import MessageKind, Outcome
from services.notification.workflows.message import MessageAction, MessageState


class MessageArguments(ListArguments):
    """Filters of the list; `q` is looked for in recipient, address and subject, without accents."""

    q = fields.String(load_default=None, validate=[validate.Length(min=2, max=100), storable])
    kind = fields.Enum(MessageKind, by_value=True, load_default=None)
    state = fields.Enum(MessageState, by_value=True, load_default=None)
    scheduled = fields.Boolean(
        load_default=None, metadata={"description": "Only reminders whose moment lies ahead; false: all but these."}
    )
    about = fields.UUID(load_default=None, metadata={"description": "An invitation or delegate."})


class MessageSchema(Schema):
    """A message and where it stands."""

    id = fields.UUID(required=True)
    kind = fields.Enum(MessageKind, by_value=True, required=True)
    about = fields.UUID(required=True)
    reason = fields.String(required=True)
    recipient_name = fields.String(required=True)
    recipient_email = fields.String(required=True, allow_none=True)
    recipient_phone = fields.String(
        required=True, allow_none=True, metadata={"description": "For a short text where no e-mail arrives."}
    )
    subject = fields.String(required=True)
    state = fields.Enum(MessageState, by_value=True, required=True)
    channel = fields.String(
        required=True,
        metadata={"description": "email, or mailbox without a mail server; sms or zalo where no e-mail arrived."},
    )
    attempts = fields.Integer(required=True)
    last_error = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    sent_at = fields.AwareDateTime(required=True, allow_none=True)
    next_attempt_at = fields.AwareDateTime(required=True, allow_none=True)
    scheduled_for = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "The moment of a reminder that lies ahead."}
    )
    actions = fields.List(
        fields.Enum(MessageAction, by_value=True),
        required=True,
        metadata={"description": "What you may do now."},
    )


class AttachmentSchema(Schema):
    """A file that goes with a message."""

    index = fields.Integer(required=True)
    filename = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes."})


class DeliverySchema(Schema):
    """One line of the delivery log."""

    attempt = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    detail = fields.String(required=True, allow_none=True, metadata={"description": "The server's own words."})
    by = fields.String(required=True, allow_none=True, metadata={"description": "The person who did it, if one did."})


class MessageDetailSchema(MessageSchema):
    """A message as it is sent, and its log."""

    text = fields.String(required=True)
    short = fields.String(required=True, metadata={"description": "What a text to the phone says."})
    html = fields.String(required=True)
    attachments = fields.List(fields.Nested(AttachmentSchema), required=True)
    log = fields.List(fields.Nested(DeliverySchema), required=True)
