"""PostgreSQL restarts while a mail server is about to answer."""

from __future__ import annotations

import threading

import pytest

from chassis.servers import PostgreSQLServer
from chassis.testing.messaging import PATIENCE
from tests.notification.conftest import WorldMaker
from tests.notification.mail_server import MailServer


@pytest.fixture
def database_url(breakable_postgresql: PostgreSQLServer) -> str:
    """A database on a server of the test's own."""
    return breakable_postgresql.create_database("notification")


def test_the_answer_of_the_mail_server_survives_a_restart_of_the_database(
    make_world: WorldMaker, mail_server: MailServer, breakable_postgresql: PostgreSQLServer
) -> None:
    world = make_world(mail_server.url)
    world.invite()
    at_content = mail_server.hold("CONTENT")
    sending = threading.Thread(target=world.sender.send_next, daemon=True)
    sending.start()
    assert at_content.reached.wait(PATIENCE)

    breakable_postgresql.stop()
    at_content.released.set()
    mail_server.expect(1)
    breakable_postgresql.start()
    sending.join(PATIENCE)

    assert world.outcomes() == ["delivered"]
