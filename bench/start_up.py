"""How long the embedded mode takes from the command to its first page, and how much memory it then holds.

    python -m bench.start_up

Prints one JSON line: the first start (which makes the databases and brings the demo in) and a later one. Memory is
the sum over its processes of what is their own, shared pages counted once (PSS).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import psutil
import urllib3

from chassis.servers import free_port

WITHIN_SECONDS = 120.0


def main() -> None:
    """Start twice, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        first = start_once(folder)
        later = start_once(folder)
    print(json.dumps({"start_up": {"first": first, "later": later}, "cores": os.cpu_count()}))


def start_once(folder: str) -> dict[str, float]:
    """Start, wait for the sign-in page, weigh, stop."""
    port = free_port()
    environment = os.environ | {"HOINGHI_PORT": str(port), "HOINGHI_VAR": folder}
    started = time.perf_counter()
    product = subprocess.Popen(
        [sys.executable, "-m", "hoinghi", "run"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_page(f"http://localhost:{port}/sign-in", started + WITHIN_SECONDS)
        seconds = time.perf_counter() - started
        megabytes = weigh(product.pid)
    finally:
        product.send_signal(signal.SIGINT)
        product.wait(60)
    return {"seconds": round(seconds, 1), "megabytes": round(megabytes)}


def wait_for_page(url: str, deadline: float) -> None:
    """Return at the first good answer. Raises `TimeoutError`."""
    while time.perf_counter() < deadline:
        try:
            if urllib3.request("GET", url, retries=False, timeout=5).status == 200:
                return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.02)
    raise TimeoutError(url)


def weigh(pid: int) -> float:
    """Megabytes of a process and its children."""
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 1024 / 1024


if __name__ == "__main__":
    main()
