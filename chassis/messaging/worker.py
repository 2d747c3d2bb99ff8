"""A worker: everything of a service that is not its web application, as supervised threads."""

from __future__ import annotations

import threading

from chassis.messaging.ports import Messaging
from chassis.service import Service


def run_worker(service: Service, messaging: Messaging, stop: threading.Event) -> None:
    """Run relay, consumer, retries, upkeep and the service's background loops until `stop` is set.

    Returns when the message in hand is finished. Call it after a fork, never before.
    """
    raise NotImplementedError
