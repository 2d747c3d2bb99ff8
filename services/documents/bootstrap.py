"""Puts the documents service together. Nothing connects here.

registration ── invitation_*, delegate_*, pass_revoked, attendance_*, commendation_* ──▶ documents
documents ── plan_published, document_rendered ──▶ others
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask

from chassis.auth.identity import IdentityVerifier
from chassis.auth.keys import load_public_key
from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.ports import Handler
from chassis.service import BackgroundLoop, Service
from chassis.web.application import create_application
from chassis.web.context import WebContext
from services.documents.config import DocumentsConfig
from services.documents.handlers import registration
from services.documents.operations.refresh_badges import BadgeRefresher
from services.documents.press import Press
from services.documents.resources import BLUEPRINTS

NAME = "documents"
MIGRATIONS = Path(__file__).parent / "migrations"
TITLE = "Hội nghị: documents"


@dataclass(frozen=True)
class Parts:
    """What the resources of this service need besides the chassis."""

    press: Press


def bootstrap(config: DocumentsConfig, *, clock: Clock = system_clock) -> Service:
    """The service with everything wired. Raises `OSError` or `ValueError` when the identity key cannot be read."""
    press = Press(config.public_url, Path(config.font_directory))
    database = Database(config.database_url)
    context = WebContext(
        service=NAME,
        database=database,
        verifier=IdentityVerifier(load_public_key(Path(config.identity_public_key))),
        clock=clock,
        parts=Parts(press),
        ready=lambda: {"fonts": press.ready},
    )
    web = create_application(TITLE, context, BLUEPRINTS)
    refresher = BadgeRefresher(database, press, clock)
    return Service(
        NAME,
        database,
        web,
        handlers_of(press, clock),
        background=[BackgroundLoop("badges", refresher.run)],
        clock=clock,
    )


def handlers_of(press: Press, clock: Clock) -> Mapping[str, Handler]:
    """From event type to reaction; the keys are what the service's queue is bound to."""
    delegate_changed = partial(registration.on_delegate_changed, press=press, clock=clock)
    return {
        "registration.invitation_issued.v1": partial(registration.on_invitation_issued, press=press, clock=clock),
        "registration.invitation_updated.v1": partial(registration.on_invitation_updated, press=press, clock=clock),
        "registration.invitation_withdrawn.v1": registration.on_invitation_withdrawn,
        "registration.invitation_answered.v1": registration.on_invitation_answered,
        "registration.delegate_registered.v1": delegate_changed,
        "registration.delegate_updated.v1": delegate_changed,
        "registration.delegate_confirmed.v1": partial(registration.on_delegate_confirmed, press=press, clock=clock),
        "registration.delegate_excused.v1": delegate_changed,
        "registration.delegate_substituted.v1": delegate_changed,
        "registration.pass_revoked.v1": registration.on_pass_revoked,
        "registration.attendance_recorded.v1": registration.on_attendance_recorded,
        "registration.attendance_undone.v1": registration.on_attendance_undone,
        "registration.commendation_changed.v1": registration.on_commendation_changed,
        "registration.commendation_removed.v1": registration.on_commendation_removed,
        "registration.seating_published.v1": registration.on_seating_published,
    }


def create_web() -> Flask:
    """The web application with settings from the environment, for gunicorn."""
    return bootstrap(DocumentsConfig.from_environment()).web
