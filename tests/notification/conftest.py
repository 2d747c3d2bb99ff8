"""What the tests of the notification service stand on; each test with a database runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.auth.keys import create_key_pair, load_private_key
from chassis.clock import Clock
from chassis.db.tables import metadata
from services.notification.bootstrap import bootstrap, composer_of, text_gateways_of, transport_of
from services.notification.config import NotificationConfig
from services.notification.models import Base
from services.notification.sending.sender import Sender
from services.notification.sending.signal import SenderSignal
from tests.notification.mail_server import MailServer
from tests.notification.world import PUBLIC_URL, SENDER, StandingClock, World

DELAYS = (timedelta(seconds=30), timedelta(seconds=120))
WorldMaker = Callable[..., World]


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that takes everything unless told otherwise; a mail that the test does not expect fails it."""
    server = MailServer().start()
    yield server
    server.stop()
    server.fail_on_unexpected()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def make_world(database_url: str, tmp_path: Path, clock: StandingClock) -> Iterator[WorldMaker]:
    """Puts the service together on an empty database; a plan has been published."""
    create_key_pair(tmp_path / "identity.pem", tmp_path / "identity.pub.pem")
    made: list[World] = []

    def make(smtp_url: str | None = None, *, ticking: Clock | None = None, **settings: Any) -> World:
        config = NotificationConfig(
            database_url=database_url,
            smtp_url=smtp_url,
            mail_from=SENDER,
            public_url=PUBLIC_URL,
            identity_public_key=str(tmp_path / "identity.pub.pem"),
            **{"retry_delays": DELAYS, **settings},
        )
        service = bootstrap(config, clock=ticking or clock)
        # Quicker than the migrations, and the same (test_migrations.py).
        for tables in (metadata, Base.metadata):
            tables.create_all(service.database.engine)
        sender = Sender(
            service.database,
            transport_of(config),
            composer_of(config).sender,
            config.retry_delays,
            SenderSignal(),
            texts=text_gateways_of(config),
            clock=ticking or clock,
        )
        world = World(service, sender, clock, load_private_key(tmp_path / "identity.pem"))
        made.append(world)
        world.publish_plan()
        return world

    yield make
    for world in made:
        world.sender.close()
        world.service.database.dispose()


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """The service without a mail server: messages go to the mailbox."""
    return make_world()


@pytest.fixture
def mailing(make_world: WorldMaker, mail_server: MailServer) -> World:
    """The service with the mail server."""
    return make_world(mail_server.url)
