"""Puts the documents service together. Nothing connects here.

registration ── invitation_*, delegate_*, pass_revoked, attendance_*, commendation_* ──▶ documents
documents ── plan_published, agenda_*, obligation_*, submission_*, document_rendered ──▶ others
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
from chassis.service import BackgroundLoop, Service, in_turn, one_by_one
from chassis.shared_settings import MEGABYTE
from chassis.web.application import create_application
from chassis.web.context import WebContext
from chassis.web.method_override import MethodOverride
from services.documents.config import DocumentsConfig
from services.documents.film.part_files import PartFiles
from services.documents.film.workplace import Workplace
from services.documents.handlers import registration
from services.documents.operations.check_forms import FormChecker
from services.documents.operations.copy_films import FilmCopier
from services.documents.operations.inspect_films import FilmInspector
from services.documents.operations.read_reports import ReportReader
from services.documents.operations.receive_films import FilmReceiver
from services.documents.operations.refresh_badges import BadgeRefresher
from services.documents.operations.remind_activities import ActivityWatch
from services.documents.operations.remind_appraisers import AppraisalWatch
from services.documents.operations.tell_drift import DriftWatch
from services.documents.operations.uploads import Sweeper
from services.documents.picture.painter import Painter
from services.documents.press import Press
from services.documents.print_worker import PrintWorker
from services.documents.resources import BLUEPRINTS
from services.documents.storage import FileStore, LocalStore
from services.documents.turns import Turns

NAME = "documents"
MIGRATIONS = Path(__file__).parent / "migrations"
TITLE = "Hội nghị: documents"
TRIALS_AT_ONCE = 2
REST_SECONDS = 2.0
"""Of the loop that reads files, when none waits."""
PRINT_REST_SECONDS = 0.5
"""Of the loop that makes files for the printer."""
FILM_REST_SECONDS = 1.0
"""Of the loop that works on films."""


@dataclass(frozen=True)
class Parts:
    """What the resources of this service need besides the chassis."""

    press: Press
    store: FileStore
    upload_limit: int
    """Bytes of the largest file that may be handed in."""
    trials: Turns
    """Of files that people try before sending."""
    painter: Painter
    arriving: PartFiles
    """Films that have not come whole."""
    film_limit: int
    """Bytes of the longest film."""
    film_quota: int
    """Bytes of all films of a conference."""
    accelerated: str
    """Address under which a web server in front finds the store; empty where there is none."""


def bootstrap(config: DocumentsConfig, *, clock: Clock = system_clock) -> Service:
    """The service with everything wired. Raises `OSError` or `ValueError` when the identity key cannot be read."""
    press = Press(config.public_url, Path(config.font_directory))
    store = _store(config)
    arriving = PartFiles(Path(config.file_directory) / "films", keep_free=config.disk_reserve_mb * MEGABYTE)
    database = Database(config.database_url)
    context = WebContext(
        service=NAME,
        database=database,
        verifier=IdentityVerifier(load_public_key(Path(config.identity_public_key))),
        clock=clock,
        parts=Parts(
            press,
            store,
            config.upload_limit_mb * MEGABYTE,
            Turns(TRIALS_AT_ONCE),
            Painter(),
            arriving,
            film_limit=config.film_limit_mb * MEGABYTE,
            film_quota=config.film_quota_mb * MEGABYTE,
            accelerated=config.accelerated_path,
        ),
        ready=lambda: {"fonts": press.ready},
    )
    web = create_application(TITLE, context, BLUEPRINTS)
    checker, reader = FormChecker(database, store, clock), ReportReader(database, store, clock)
    # On the file system of the store, so that a copy is moved to its place.
    workplace = Workplace(Path(config.file_directory) / "film-work")
    inspector = FilmInspector(database, store, workplace, clock)
    copier = FilmCopier(database, store, workplace, clock)
    web.wsgi_app = MethodOverride(web.wsgi_app)  # type: ignore[method-assign]
    printer = PrintWorker(database, press, clock)
    refresher = BadgeRefresher(database, press, clock)
    return Service(
        NAME,
        database,
        web,
        handlers_of(press, clock),
        background=[
            BackgroundLoop("badges", refresher.run),
            BackgroundLoop("print_jobs", in_turn((printer.work_next,), PRINT_REST_SECONDS)),
            # One foreign file at a time, so that a hundred at once leave the processors to the gates.
            BackgroundLoop("foreign_files", one_by_one((checker.check_next, reader.read_next), REST_SECONDS)),
            BackgroundLoop("files", Sweeper(database, store, clock).run),
            BackgroundLoop("activities", ActivityWatch(database, clock).run),
            BackgroundLoop("appraisals", AppraisalWatch(database, clock).run),
            BackgroundLoop("films", FilmReceiver(database, store, arriving, clock).run),
            # A verdict is waited for more than a copy: inspections come first.
            BackgroundLoop("film_work", in_turn((inspector.inspect_next, copier.copy_next), FILM_REST_SECONDS)),
            BackgroundLoop("drift", DriftWatch(database, clock).run),
        ],
        clock=clock,
    )


def _store(config: DocumentsConfig) -> FileStore:
    if config.file_store == "local":
        return LocalStore(Path(config.file_directory))
    # Only here: the SDK takes a second to load, and most deployments have no use for it.
    from services.documents.storage.s3 import S3Store

    scratch = Path(config.file_directory)
    return S3Store(config.s3_bucket, scratch, endpoint=config.s3_endpoint or None, region=config.s3_region or None)


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
