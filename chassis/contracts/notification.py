"""Events that the notification service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import EventData, event


class DeliveryData(EventData):
    """The fate of one message."""

    message_id = fields.UUID(required=True)
    kind = fields.String(required=True, metadata={"description": "Template: invitation_issued, delegate_confirmed, …"})
    about = fields.UUID(required=True, metadata={"description": "The invitation or delegate it is about."})
    reason = fields.String(required=True, metadata={"description": "Why it was sent; one message per reason."})
    channel = fields.String(required=True, validate=validate.OneOf(["email", "mailbox", "sms", "zalo"]))
    attempts = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


@event("notification.notification_delivered.v1", subject="message")
class NotificationDelivered(DeliveryData):
    """The mail server (or the mailbox of the embedded mode) took the message."""

    delivered_at = fields.AwareDateTime(required=True)


@event("notification.notification_failed.v1", subject="message")
class NotificationFailed(DeliveryData):
    """The message was given up: refused for good, out of tries, or its fate is unknown after a crash."""

    error = fields.String(required=True)
