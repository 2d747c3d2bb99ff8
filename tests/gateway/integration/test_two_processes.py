"""What takes long is spread over the processes of a service."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.servers.processes import free_port
from chassis.testing.messaging import wait_for
from gateway.clients.transport import LARGE, HttpTransport, ServiceUnavailable
from hoinghi.server import LOOPBACK

BATCH = b"x" * LARGE
TRIALS = 20


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
        return len({worked(service, 0) for _ in range(8)}) == 2
    except ServiceUnavailable:
        return False


def worked(service: HttpTransport, milliseconds: int) -> bytes:
    """The process that took a batch."""
    return service.request("POST", f"/work/{milliseconds}", {}, BATCH).read()


def test_batches_of_two_stations_are_read_by_two_processes_at_once(service: HttpTransport) -> None:
    apart = 0
    for _ in range(TRIALS):
        with ThreadPoolExecutor(2) as stations:
            apart += len(set(stations.map(worked, (service, service), (50, 50)))) == 2
    # By chance alone it is half of them; a processor that is busy elsewhere may spoil one or another.
    assert apart >= TRIALS * 3 // 4
