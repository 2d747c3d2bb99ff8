"""Puts the registration service together. Nothing connects here.

documents ── plan_published ──▶ registration ── invitation_*, delegate_*, pass_*, attendance_* ──▶ others
notification ── notification_* ──▶ registration
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import Flask

from chassis.auth.identity import IdentityVerifier
from chassis.auth.keys import load_private_key, load_public_key
from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.ports import Handler
from chassis.service import BackgroundLoop, Service, one_by_one
from chassis.web.application import create_application
from chassis.web.context import WebContext
from services.registration.config import RegistrationConfig
from services.registration.handlers import documents, notification
from services.registration.import_worker import ImportWorker
from services.registration.parts import Parts
from services.registration.passes import PassSigner
from services.registration.private_links import PrivateLinks
from services.registration.resources import BLUEPRINTS

NAME = "registration"
TITLE = "Hội nghị: registration"
MIGRATIONS = Path(__file__).parent / "migrations"
IMPORT_REST_SECONDS = 0.5


def bootstrap(config: RegistrationConfig, *, clock: Clock = system_clock) -> Service:
    """The service with everything wired. Raises `FileNotFoundError` or `ValueError` when a key cannot be read."""
    parts = Parts(
        signer=PassSigner(load_private_key(Path(config.pass_key))),
        links=PrivateLinks.from_file(Path(config.link_secret)),
        undo_within=timedelta(minutes=config.undo_minutes),
    )
    database = Database(config.database_url)
    context = WebContext(
        service=NAME,
        database=database,
        verifier=IdentityVerifier(load_public_key(Path(config.identity_public_key))),
        clock=clock,
        parts=parts,
    )
    web = create_application(TITLE, context, BLUEPRINTS)
    imports = BackgroundLoop(
        "imports", one_by_one((ImportWorker(database, parts, clock).work_next,), IMPORT_REST_SECONDS)
    )
    return Service(NAME, database, web, handlers_of(parts, clock), background=[imports], clock=clock)


def handlers_of(parts: Parts, clock: Clock) -> Mapping[str, Handler]:
    """From event type to reaction; the keys are what the service's queue is bound to."""
    return {
        "documents.plan_published.v1": partial(documents.on_plan_published, parts=parts, clock=clock),
        "notification.notification_delivered.v1": notification.on_notification_delivered,
        "notification.notification_failed.v1": notification.on_notification_failed,
    }


def create_web() -> Flask:
    """The web application with settings from the environment, for gunicorn."""
    return bootstrap(RegistrationConfig.from_environment()).web
