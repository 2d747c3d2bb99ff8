"""What takes long is spread over the processes of a service."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from chassis.servers.processes import free_port
from chassis.testing.messaging import wait_for
from gateway.clients.transport import LARGE, HttpTransport, ServiceUnavailable
from hoinghi.server import LOOPBACK
from tests.gateway.two_processes import YIELD_SECONDS

BATCH = b"x" * LARGE
TRIALS = 6


@pytest.fixture
def service() -> Iterator[HttpTransport]:
    port = free_port()
    command = [sys.executable, "-m", "tests.gateway.two_processes", str(port)]
    with subprocess.Popen(command) as process:
        transport = HttpTransport("registration", f"http://{LOOPBACK}:{port}")
        wait_for(lambda: both_answer(transport))
        yield transport
        process.terminate()


def both_answer(service: HttpTransport) -> bool:
    try:
        return len({reader(service) for _ in range(8)}) == 2
    except ServiceUnavailable:
        return False


def reader(service: HttpTransport) -> bytes:
    """The process that took a batch."""
    return service.request("POST", "/read", {}, BATCH).read()


def test_batches_that_come_while_one_is_read_are_read_by_the_other_process(service: HttpTransport) -> None:
    first = service.request("POST", "/go-on", {}, BATCH)
    with closing(first):
        busy = next(iter(first.chunks))
        others = []
        for _ in range(TRIALS):
            # Both are woken for a batch. Until the busy one has seen that it is gone, it might take the next.
            time.sleep(2 * YIELD_SECONDS)
            others.append(reader(service))
    assert busy not in others
