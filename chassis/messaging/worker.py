"""A worker: everything of a service that is not its web application, as supervised threads.

relay     outbox ──▶ broker           reader   queue ──▶ inbox ──▶ handlers
retries   pending events again        purge    old rows out          and the service's own background loops
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from chassis.messaging import dead_letters
from chassis.messaging.inbox import RETRY_DELAYS, Inbox
from chassis.messaging.metrics import Backlog, backlog
from chassis.messaging.ports import Messaging
from chassis.messaging.purge import Purge, Retention
from chassis.messaging.relay import Relay
from chassis.messaging.retries import Retries
from chassis.service import BackgroundLoop, Service

RESTART_SECONDS = 5.0
STOP_SECONDS = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readiness:
    """How a worker is. It is ready when it can publish and read; a backlog is for people and alarms to judge."""

    relaying: bool
    """This worker's relay is at work; another worker of the service may be the one instead."""
    publishing: bool
    """The broker can be reached for publishing. A relay that never had anything to say has not tried."""
    reading: bool
    """The queue is being read."""
    backlog: Backlog


class Worker:
    """One service's worker. Any number may run: they share the queue and take turns at the relay."""

    def __init__(
        self,
        service: Service,
        messaging: Messaging,
        *,
        delays: Sequence[timedelta] = RETRY_DELAYS,
        retention: Retention = Retention(),  # noqa: B008 (frozen)
    ) -> None:
        self.service = service
        self._publisher = messaging.publisher()
        self._inbox = Inbox(service.database, service.handlers, clock=service.clock, delays=delays)
        self._relay = Relay(service.database, self._publisher, clock=service.clock)
        self._reader = messaging.subscribe(
            service.name,
            self._inbox.receive_all,
            dead_letters.keeper(service.database, service.name, service.clock),
        )
        self._loops = [
            BackgroundLoop("relay", self._relay.run),
            BackgroundLoop("reader", self._reader.run),
            BackgroundLoop("retries", Retries(self._inbox).run),
            BackgroundLoop("purge", Purge(service.database, retention, clock=service.clock).run),
            *service.background,
        ]

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, then finish the message in hand. Call it after a fork, never before."""
        threads = [supervised(loop.name, loop.run, stop, service=self.service.name) for loop in self._loops]
        for thread in threads:
            thread.start()
        stop.wait()
        for thread in threads:
            thread.join(STOP_SECONDS)
        self._publisher.close()

    def readiness(self) -> Readiness:
        """How the worker is at this moment. Raises if the database cannot be read."""
        with self.service.database.read() as session:
            counted = backlog(session)
        return Readiness(
            relaying=self._relay.seated,
            publishing=self._publisher.connected,
            reading=self._reader.connected,
            backlog=counted,
        )


def run_worker(
    service: Service,
    messaging: Messaging,
    stop: threading.Event,
    *,
    delays: Sequence[timedelta] = RETRY_DELAYS,
    retention: Retention = Retention(),  # noqa: B008 (frozen)
) -> None:
    """Run relay, reader, retries, upkeep and the service's background loops until `stop` is set.

    Returns when the message in hand is finished. Call it after a fork, never before.
    """
    Worker(service, messaging, delays=delays, retention=retention).run(stop)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set. To be called in the main thread."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def supervised(
    name: str, run: Callable[[threading.Event], None], stop: threading.Event, *, service: str = ""
) -> threading.Thread:
    """A thread, not started yet, that runs a loop and starts it again whenever it raises."""

    def keep_running() -> None:
        structlog.contextvars.bind_contextvars(service=service, loop=name)
        while not stop.is_set():
            try:
                run(stop)
                return
            except Exception:
                log.exception("the loop %s failed and starts again in %.0f s", name, RESTART_SECONDS)
                stop.wait(RESTART_SECONDS)

    return threading.Thread(target=keep_running, name=f"{service}-{name}" if service else name, daemon=True)
