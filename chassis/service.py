"""A service, put together: what `services/<name>/bootstrap.py` returns and every process is started from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Flask

from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.ports import Handler


@dataclass(frozen=True)
class BackgroundLoop:
    """Work that a service does by itself, such as sending e-mail.

    `run` gets the event that asks it to stop, and returns soon after that event is set. If it raises, it is logged
    and started again after a while.
    """

    name: str
    run: Callable[[threading.Event], None]


def one_by_one(works: tuple[Callable[[], bool], ...], rest_seconds: float) -> Callable[[threading.Event], None]:
    """A loop that does one thing at a time: the first of `works` that finds something to do. Idle, it rests."""

    def run(stop: threading.Event) -> None:
        while not stop.is_set():
            if not any(work() for work in works):
                stop.wait(rest_seconds)

    return run


def in_turn(
    works: tuple[Callable[[threading.Event], bool], ...], rest_seconds: float
) -> Callable[[threading.Event], None]:
    """The same of works that take long: each is given the event that asks it to stop in the middle."""

    def run(stop: threading.Event) -> None:
        while not stop.is_set():
            if not any(work(stop) for work in works):
                stop.wait(rest_seconds)

    return run


@dataclass(frozen=True)
class Service:
    """One service: its web application, its reactions to events, and its own loops. Nothing is connected yet."""

    name: str
    """Also the prefix of its event types, the name of its queue and of its user at the broker."""
    database: Database
    web: Flask
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    """The one visible map from event type to reaction; its keys are the queue's bindings."""
    background: Sequence[BackgroundLoop] = ()
    clock: Clock = system_clock
