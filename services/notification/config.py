"""Every setting of the notification service, its default and its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from marshmallow import ValidationError, fields

from chassis.config import setting
from chassis.shared_settings import ServiceConfig


class Delays(fields.Field[tuple[timedelta, ...]]):
    """Seconds, separated by commas: `30,120,600`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> tuple[timedelta, ...]:
        try:
            seconds = [float(part) for part in str(value).split(",")]
        except ValueError:
            raise ValidationError("Not a list of seconds.") from None
        if not all(0 <= each <= 7 * 86400 for each in seconds):
            raise ValidationError("Each must lie between 0 seconds and 7 days.")
        return tuple(timedelta(seconds=each) for each in seconds)


@dataclass(frozen=True)
class NotificationConfig(ServiceConfig):
    """Settings of the notification service."""

    database_url: str = setting(
        "HOINGHI_NOTIFICATION_DATABASE_URL",
        fields.String(),
        "Where the notification service keeps its data: sqlite:///… or postgresql://…",
        default="sqlite:///var/notification.sqlite3",
    )
    smtp_url: str | None = setting(
        "SMTP_URL",
        fields.String(),
        "The mail server: smtp://user:password@host:port?starttls=1 or smtps://user:password@host:port. "
        "Not set: messages go to the mailbox page instead.",
        default=None,
    )
    mail_from: str = setting(
        "HOINGHI_MAIL_FROM",
        fields.String(),
        "Sender of e-mails: an address, or name <address>. Without a name, the host of the conference is named.",
        default="hoinghi@localhost",
    )
    public_url: str = setting(
        "HOINGHI_PUBLIC_URL",
        fields.Url(require_tld=False, schemes={"http", "https"}),
        "The address people use, without a path; links in e-mails lead there.",
        default="http://localhost:8000",
    )
    retry_delays: tuple[timedelta, ...] = setting(
        "HOINGHI_MAIL_RETRY_DELAYS",
        Delays(),
        "Seconds to wait before each further try of an e-mail; after the last of them it has failed.",
        default=tuple(timedelta(seconds=each) for each in (30, 120, 600, 1800, 7200)),
    )
    sms_url: str | None = setting(
        "HOINGHI_SMS_URL",
        fields.String(),
        "Where the provider of SMS takes messages by POST: https://… Not set: nothing is sent by SMS.",
        default=None,
    )
    sms_body: str = setting(
        "HOINGHI_SMS_BODY",
        fields.String(),
        "What the provider of SMS wants, as JSON or as a form (to={phone}&text={text}); {phone} is 84900000001, "
        "{local_phone} 0900000001, {id} the same in every try.",
        default='{"phone": "{phone}", "text": "{text}"}',
    )
    sms_header: str | None = setting(
        "HOINGHI_SMS_HEADER",
        fields.String(),
        "One header by which the provider of SMS knows us: Authorization: Bearer …",
        default=None,
    )
    zalo_url: str | None = setting(
        "HOINGHI_ZALO_URL",
        fields.String(),
        "Where the provider of Zalo takes messages by POST: https://… Not set: nothing is sent by Zalo.",
        default=None,
    )
    zalo_body: str = setting(
        "HOINGHI_ZALO_BODY",
        fields.String(),
        "What the provider of Zalo wants, as JSON or as a form (to={phone}&text={text}); {phone} is 84900000001, "
        "{local_phone} 0900000001, {id} the same in every try.",
        default='{"phone": "{phone}", "text": "{text}"}',
    )
    zalo_header: str | None = setting(
        "HOINGHI_ZALO_HEADER",
        fields.String(),
        "One header by which the provider of Zalo knows us: Authorization: Bearer …",
        default=None,
    )
