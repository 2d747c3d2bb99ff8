"""Processes for tests that inherit nothing of the test's own: no lock that a thread holds, no connection."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

# A small process without threads is started once and forks the others, quicker than each would start by itself.
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["chassis.testing.messaging"])


def started_child(target: Callable[..., object], *arguments: Any) -> BaseProcess:
    """Call a function of a module in a process of its own; it ends by itself, or is killed, and has to be joined."""
    process = _server.Process(target=target, args=arguments)
    process.start()
    return process
