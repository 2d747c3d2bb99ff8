"""The inspection and the browser copy of a film as multiples of real time, and what both do to the gates.

    python -m bench.film [--seconds 60] [--count 2000] [--connections 8]

The film is 1920 × 1080, 25 pictures a second, H.264 of some 20 Mbit/s with AAC, of moving shapes and grain. Both are
measured as the worker runs them: in a child process of the lowest priority, its start included. Then check-ins are
scanned in turns: while nothing else happens, and while one film after the other is inspected and copied; in turns,
because a machine that others share is not the same from one minute to the next. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.check_ins import bring_in_the_conference, in_figures, name_delegates, scan_times
from chassis.servers import free_port
from hoinghi.settings import RunConfig
from hoinghi.stack import Stack
from services.documents.film.browser_copy.runner import make_copy
from services.documents.film.inspection.report import Outcome, Scan
from services.documents.film.inspection.runner import inspect
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.opening import opened
from tests.documents.films import Recipe, enlarged, make

ROUNDS = 4
SIZE = (1920, 1080)
GRAIN = "noise=alls=6:allf=t"
OPTIONS = {"preset": "veryfast", "b": "20M", "maxrate": "25M", "bufsize": "40M", "g": "50"}


class Stopped(Exception):
    """Enough was measured."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--connections", type=int, default=8)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    try:
        film = make(folder / "film.mp4", recipe(wanted.seconds))
        figures = {
            "seconds": wanted.seconds,
            "megabits_per_second": round(film.stat().st_size * 8 / wanted.seconds / 1_000_000, 1),
            **both(film, folder, wanted.seconds),
        }
        figures["gates"] = at_the_gates(folder, film, wanted)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"film": figures, "cores": os.cpu_count()}))


def recipe(seconds: int) -> Recipe:
    """A film as broadcasters send it."""
    return Recipe(
        seconds=seconds,
        size=SIZE,
        source=f"testsrc2=size=480x270:rate=25:duration={seconds}",
        pictures=(enlarged(*SIZE), GRAIN),
        options={"crf": "-1", **OPTIONS},
    )


def both(film: Path, folder: Path, seconds: int) -> dict[str, float]:
    """How many seconds of film a second takes."""
    began = time.perf_counter()
    report = inspect(film, asked(seconds))
    inspected = time.perf_counter()
    if report.outcome is not Outcome.INSPECTED:
        raise RuntimeError(report.findings[0].message_en)
    make_copy(film, folder, Scan.PROGRESSIVE)
    copied = time.perf_counter()
    decode(film)
    read = time.perf_counter()
    return {
        "decode_times": round(seconds / (read - copied), 1),
        "inspection_times": round(seconds / (inspected - began), 1),
        "copy_times": round(seconds / (copied - inspected), 1),
    }


def decode(path: Path) -> None:
    """Make pictures of the film and do nothing with them: what every measurement of pictures costs at least."""
    with opened(path) as film:
        for packet in film.container.demux(film.pictures):
            packet.decode()


def asked(seconds: int) -> Thresholds:
    """The film as it is."""
    return Thresholds(float(seconds), 2, 10)


def at_the_gates(folder: Path, film: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    """Check-ins while nothing else happens, and while films are inspected and copied."""
    stack = Stack(RunConfig(var=str(folder), port=free_port(), log_level="WARNING"))
    try:
        stack.start()
        token = bring_in_the_conference(stack, folder)
        portion = wanted.count // ROUNDS
        passes = name_delegates(stack, (2 * ROUNDS + 1) * portion)
        warm, *portions = [passes[start:][:portion] for start in range(0, len(passes), portion)]
        scan_times(stack, token, warm, wanted.connections)
        idle, busy = [], []
        for number in range(0, 2 * ROUNDS, 2):
            idle.append(scan_times(stack, token, portions[number], wanted.connections))
            with films_at_work(film, folder, wanted.seconds):
                busy.append(scan_times(stack, token, portions[number + 1], wanted.connections))
    finally:
        stack.stop()
    figures = {"idle": _together(idle), "busy": _together(busy)}
    return {**figures, "p99_times": round(figures["busy"]["p99_ms"] / figures["idle"]["p99_ms"], 2)}


def _together(rounds: list[tuple[list[float], float]]) -> dict[str, float]:
    return in_figures([each for times, _ in rounds for each in times], sum(seconds for _, seconds in rounds))


@contextmanager
def films_at_work(film: Path, folder: Path, seconds: int) -> Iterator[None]:
    """Meanwhile films are inspected and copied, one after the other of each."""
    enough = threading.Event()

    def progress(_: float) -> None:
        if enough.is_set():
            raise Stopped

    def again(work: Callable[[], object]) -> None:
        try:
            while not enough.is_set():
                work()
        except Stopped:
            return

    works: list[Callable[[], object]] = [
        lambda: inspect(film, asked(seconds), progress),
        lambda: make_copy(film, folder, Scan.PROGRESSIVE, progress),
    ]
    workers = [threading.Thread(target=again, args=(work,)) for work in works]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        enough.set()
        for worker in workers:
            worker.join()


if __name__ == "__main__":
    main()
