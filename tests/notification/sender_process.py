"""A sender in a process of its own, to be killed: python -m tests.notification.sender_process DATABASE_URL SMTP_URL."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta

from chassis.clock import system_clock
from chassis.db.database import Database
from services.notification.bootstrap import composer_of, transport_of
from services.notification.config import NotificationConfig
from services.notification.sending.sender import Sender
from services.notification.sending.signal import SenderSignal
from tests.notification.world import SENDER


def main() -> None:
    """Send until killed."""
    config = NotificationConfig(
        database_url=sys.argv[1],
        smtp_url=sys.argv[2],
        mail_from=SENDER,
        retry_delays=(timedelta(seconds=0.05),) * 5,
    )
    sender = composer_of(config).sender
    database, transport = Database(config.database_url), transport_of(config)
    Sender(database, transport, sender, config.retry_delays, SenderSignal(), clock=system_clock).run(threading.Event())


if __name__ == "__main__":
    main()
