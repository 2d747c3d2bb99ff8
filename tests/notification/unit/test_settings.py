"""The settings of the notification service."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.config import InvalidSettings
from services.notification.bootstrap import composer_of, text_gateways_of, transport_of
from services.notification.config import NotificationConfig
from services.notification.sending.mail import UnusableAddress
from services.notification.sending.mailbox import MailboxTransport
from services.notification.sending.smtp import SmtpTransport
from services.notification.sending.smtp_address import SmtpAddress, parse_smtp_url
from services.notification.sending.text_gateway import international


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("smtp://mail.example", SmtpAddress("mail.example", 25, "none")),
        ("smtp://mail.example:2525", SmtpAddress("mail.example", 2525, "none")),
        ("smtp://mail.example?starttls=1", SmtpAddress("mail.example", 587, "starttls")),
        ("smtps://mail.example", SmtpAddress("mail.example", 465, "tls")),
        ("smtp://van%40phong:a%2Fb%3A@mail.example", SmtpAddress("mail.example", 25, "none", "van@phong", "a/b:")),
        ("smtp://[::1]:2525", SmtpAddress("::1", 2525, "none")),
    ],
)
def test_an_smtp_url_says_where_how_and_as_whom(url: str, address: SmtpAddress) -> None:
    assert parse_smtp_url(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:99999", "smtp://mail.example?tls=1"],
)
def test_what_is_no_smtp_url_is_refused_at_start(url: str) -> None:
    with pytest.raises(InvalidSettings, match=r"^SMTP_URL: "):
        transport_of(NotificationConfig(smtp_url=url))


def test_a_refused_smtp_url_does_not_show_its_password() -> None:
    with pytest.raises(InvalidSettings) as refused:
        transport_of(NotificationConfig(smtp_url="smtp://user:geheim@mail.example:99999"))

    assert "geheim" not in str(refused.value)
    assert "geheim" not in repr(parse_smtp_url("smtp://user:geheim@mail.example"))


def test_with_an_smtp_url_mail_is_sent_and_without_it_is_kept() -> None:
    assert isinstance(transport_of(NotificationConfig(smtp_url="smtp://mail.example")), SmtpTransport)
    assert isinstance(transport_of(NotificationConfig()), MailboxTransport)


def test_a_sender_that_is_no_address_is_refused_at_start() -> None:
    with pytest.raises(InvalidSettings, match=r"^HOINGHI_MAIL_FROM: "):
        composer_of(NotificationConfig(mail_from="Văn phòng"))


def test_the_rests_between_tries_are_read_as_seconds() -> None:
    config = NotificationConfig.from_environment({"HOINGHI_MAIL_RETRY_DELAYS": "1,2.5"})

    assert config.retry_delays == (timedelta(seconds=1), timedelta(seconds=2.5))


@pytest.mark.parametrize("text", ["soon", "1,,2", "-1", "nan", "1e9"])
def test_rests_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(InvalidSettings, match="HOINGHI_MAIL_RETRY_DELAYS"):
        NotificationConfig.from_environment({"HOINGHI_MAIL_RETRY_DELAYS": text})


@pytest.mark.parametrize(
    "given",
    [
        {"sms_url": "provider.example"},
        {"sms_url": "https://user:secret@provider.example"},
        {"sms_url": "https://provider.example", "sms_body": "to={phone}"},
        {"sms_url": "https://provider.example", "sms_body": '{"to": {phone}, "text": "{text}"}'},
        {"sms_url": "https://provider.example", "sms_header": "secret"},
        {"sms_url": "https://provider.example", "sms_header": "Authorization: a\r\nX-Other: secret"},
    ],
)
def test_provider_that_cannot_be_right_is_refused_at_start_without_telling_its_secret(given: dict[str, Any]) -> None:
    with pytest.raises(InvalidSettings, match=r"^HOINGHI_SMS: ") as refused:
        text_gateways_of(NotificationConfig(**given))
    assert "secret" not in str(refused.value)


def test_without_providers_nothing_goes_to_phones() -> None:
    assert text_gateways_of(NotificationConfig()) == ()


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("0900.000.001", "84900000001"), ("+84 900 000 001", "84900000001"), ("84900000001", "84900000001")],
)
def test_phone_is_written_with_its_country(phone: str, digits: str) -> None:
    assert international(phone) == digits


@pytest.mark.parametrize("phone", ["", "không có", "0900", "+" + "1" * 16])
def test_what_is_no_phone_is_refused(phone: str) -> None:
    with pytest.raises(UnusableAddress):
        international(phone)
