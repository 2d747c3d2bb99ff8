"""The other end of `parent.ask`: one request (JSON) on standard input, lines of JSON on standard output."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

Tell = Callable[[float], None]
Answer = Callable[[dict[str, Any], Tell], dict[str, Any]]


def serve(answer: Answer) -> None:
    """Limit this process for good, then answer. Readers of files are imported by `answer`, behind the limits."""
    given = json.load(sys.stdin)
    confine(**given["limits"])
    told: dict[str, Any]
    try:
        told = {"answer": answer(given["request"], _tell)}
    except (MemoryError, RecursionError):
        told = {"ended": "too_much"}
    _write(told)


def confine(
    *, memory: int, processor_seconds: int, file_bytes: int, niceness: int, wall_seconds: float | None = None
) -> None:
    """So much memory, so many seconds of a processor, files no larger than this, and no core dump.

    The seconds on the wall are the parent's to watch.
    """
    del wall_seconds
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.getpriority(os.PRIO_PROCESS, 0) < niceness:
        os.setpriority(os.PRIO_PROCESS, 0, niceness)


def _tell(share: float) -> None:
    _write({"done": round(share, 4)})


def _write(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
