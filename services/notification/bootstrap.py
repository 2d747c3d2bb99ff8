"""Puts the notification service together. Nothing connects here.

documents    ── plan_published, conference_postponed, ──┐
                obligation*, submission_*, extension_*, │
                agenda_*, document_rendered,            │
                video_*                                 │
registration ── invitation_*, delegate_* ───────────────┴▶ notification ── notification_* ──▶ registration
                                                              └── sender ──▶ mail server, or the mailbox;
                                                                             else a provider of SMS, Zalo
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import structlog
from flask import Flask

from chassis.auth.identity import IdentityVerifier
from chassis.auth.keys import load_public_key
from chassis.clock import Clock, system_clock
from chassis.config import InvalidSettings
from chassis.db.database import Database
from chassis.messaging.ports import Handler
from chassis.service import BackgroundLoop, Service
from chassis.web.application import create_application
from chassis.web.context import WebContext
from services.notification.composing.composer import Composer
from services.notification.config import NotificationConfig
from services.notification.handlers import (
    desk,
    documents,
    film,
    film_judging,
    film_showing,
    obligations,
    registration,
)
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import Channel
from services.notification.resources import BLUEPRINTS
from services.notification.sending.mail import UnusableAddress, address_of
from services.notification.sending.mailbox import MailboxTransport
from services.notification.sending.sender import Sender
from services.notification.sending.signal import SenderSignal
from services.notification.sending.smtp import SmtpTransport
from services.notification.sending.smtp_address import parse_smtp_url
from services.notification.sending.text_gateway import TextGateway, TextProvider
from services.notification.sending.transport import Transport

NAME = "notification"
TITLE = "Hội nghị: notification"
MIGRATIONS = Path(__file__).parent / "migrations"

logger = structlog.get_logger(__name__)


def bootstrap(config: NotificationConfig, *, clock: Clock = system_clock) -> Service:
    """The service with everything wired.

    Raises `InvalidSettings` for a mail server or sender that cannot be right, `FileNotFoundError` or `ValueError`
    when the identity key cannot be read.
    """
    database = Database(config.database_url)
    signal = SenderSignal()
    transport = transport_of(config)
    composer = composer_of(config)
    texts = text_gateways_of(config)
    sender = Sender(database, transport, composer.sender, config.retry_delays, signal, texts=texts, clock=clock)
    context = WebContext(
        service=NAME,
        database=database,
        verifier=IdentityVerifier(load_public_key(Path(config.identity_public_key))),
        clock=clock,
        parts=signal,
    )
    return Service(
        NAME,
        database,
        create_application(TITLE, context, BLUEPRINTS),
        handlers=handlers_of(Mailroom(composer, signal, transport.channel, clock, texts=bool(texts))),
        background=[BackgroundLoop("sender", sender.run)],
        clock=clock,
    )


def handlers_of(mailroom: Mailroom) -> Mapping[str, Handler]:
    """From event type to reaction; the keys are what the service's queue is bound to."""
    return {
        "documents.plan_published.v1": partial(documents.on_plan_published, mailroom=mailroom),
        "documents.conference_postponed.v1": partial(documents.on_conference_postponed, mailroom=mailroom),
        "documents.agenda_published.v1": partial(documents.on_agenda_published, mailroom=mailroom),
        "documents.agenda_drifted.v1": partial(documents.on_agenda_drifted, mailroom=mailroom),
        **{event_type: partial(desk.on_desk_news, mailroom=mailroom) for event_type in desk.LETTERS},
        "documents.video_inspected.v1": partial(film.on_video_inspected, mailroom=mailroom),
        "documents.video_appraised.v1": partial(film_judging.on_video_appraised, mailroom=mailroom),
        "documents.video_appraisal_due.v1": partial(film_judging.on_video_appraisal_due, mailroom=mailroom),
        **{news: partial(film_showing.on_film_showing, mailroom=mailroom) for news in film_showing.LETTERS},
        "documents.document_rendered.v1": partial(documents.on_document_rendered, mailroom=mailroom),
        "documents.obligations_planned.v1": partial(obligations.on_obligations_planned, mailroom=mailroom),
        "documents.submission_checked.v1": partial(obligations.on_submission_checked, mailroom=mailroom),
        **{news: partial(obligations.on_obligation_news, mailroom=mailroom) for news in obligations.NEWS},
        "registration.invitation_issued.v1": partial(registration.on_invitation_issued, mailroom=mailroom),
        "registration.invitation_updated.v1": partial(registration.on_invitation_updated, mailroom=mailroom),
        "registration.invitation_withdrawn.v1": partial(registration.on_invitation_withdrawn, mailroom=mailroom),
        "registration.invitation_answered.v1": partial(registration.on_invitation_answered, mailroom=mailroom),
        "registration.delegate_registered.v1": partial(registration.on_delegate_registered, mailroom=mailroom),
        "registration.delegate_updated.v1": partial(registration.on_delegate_updated, mailroom=mailroom),
        "registration.delegate_confirmed.v1": partial(registration.on_delegate_confirmed, mailroom=mailroom),
        "registration.delegate_excused.v1": partial(registration.on_delegate_excused, mailroom=mailroom),
        "registration.delegate_substituted.v1": partial(registration.on_delegate_substituted, mailroom=mailroom),
    }


def composer_of(config: NotificationConfig) -> Composer:
    """Who writes the letters. Raises `InvalidSettings` for an unusable sender."""
    try:
        return Composer(config.public_url, address_of(config.mail_from))
    except UnusableAddress as error:
        raise InvalidSettings(f"HOINGHI_MAIL_FROM: {error}") from None


def transport_of(config: NotificationConfig) -> Transport:
    """How letters leave. Raises `InvalidSettings` for an address that cannot be read."""
    if config.smtp_url is None:
        return MailboxTransport()
    sender = composer_of(config).sender
    if sender.domain == "localhost":
        logger.warning("HOINGHI_MAIL_FROM is not set: many mail servers refuse a sender at localhost")
    try:
        return SmtpTransport(parse_smtp_url(config.smtp_url), sender.domain)
    except ValueError as error:
        raise InvalidSettings(f"SMTP_URL: {error}") from None


def text_gateways_of(config: NotificationConfig) -> tuple[TextGateway, ...]:
    """How short texts leave, for each provider that is set. Raises `InvalidSettings` for one that cannot be right."""
    providers = {
        Channel.SMS: (config.sms_url, config.sms_body, config.sms_header),
        Channel.ZALO: (config.zalo_url, config.zalo_body, config.zalo_header),
    }
    gateways = []
    for channel, (url, body, header) in providers.items():
        if url is None:
            continue
        try:
            gateways.append(TextGateway(channel, TextProvider(url, body, header).checked()))
        except ValueError as error:
            raise InvalidSettings(f"HOINGHI_{channel.upper()}: {error}") from None
    return tuple(gateways)


def create_web() -> Flask:
    """The web application with settings from the environment, for gunicorn."""
    return bootstrap(NotificationConfig.from_environment()).web
