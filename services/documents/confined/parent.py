"""The caller's end: starts the child, hears it, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[3]
"""The folder from which `services` is imported."""
MEBIBYTE = 1024 * 1024
PULSE_SECONDS = 0.5
"""The caller hears of a child at least so often, even of one that says nothing."""
_LONGEST_ANSWER = 4 * MEBIBYTE

Progress = Callable[[float], None]
"""Told the share that is done (0 to 1). What it raises ends the child and goes through to the caller of `ask`."""


@dataclass(frozen=True)
class Limits:
    """What one child may take."""

    memory: int
    """Bytes of address space."""
    processor_seconds: int
    wall_seconds: float
    file_bytes: int
    """Of each file that it writes."""
    niceness: int = 10


class Ending(StrEnum):
    """How a child ended without an answer."""

    TOO_SLOW = "too_slow"
    TOO_MUCH = "too_much"
    BROKEN = "broken"


class _Late(Exception):
    """The deadline is over."""


class _TooLong(Exception):
    """The child writes and writes."""


def unheard(_share: float) -> None:
    """Progress that nobody waits for."""


def ask(module: str, request: dict[str, Any], limits: Limits, progress: Progress = unheard) -> dict[str, Any] | Ending:
    """The answer of `python -m module` to a request, both of JSON types; or how it ended without one.

    Never raises for what the file is or does. Blocks for at most `limits.wall_seconds`.
    """
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps({"limits": asdict(limits), "request": request}).encode())
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )
    try:
        return _heard(child, time.monotonic() + limits.wall_seconds, progress)
    finally:
        _end(child)


def _heard(child: subprocess.Popen[bytes], deadline: float, progress: Progress) -> dict[str, Any] | Ending:
    answered: dict[str, Any] | Ending | None = None
    done = 0.0
    try:
        for line in _lines(child.stdout, deadline):
            told = json.loads(line) if line else {}
            if "answer" in told:
                answered = told["answer"]
            elif "ended" in told:
                answered = Ending(told["ended"])
            else:
                done = told.get("done", done)
                progress(done)
        child.wait(timeout=max(0.0, deadline - time.monotonic()))
    except (_Late, subprocess.TimeoutExpired):
        return Ending.TOO_SLOW
    except _TooLong:
        return Ending.TOO_MUCH
    if child.returncode:
        return _reason(child.returncode)
    return Ending.BROKEN if answered is None else answered


def _lines(pipe: IO[bytes] | None, deadline: float) -> Iterator[bytes]:
    """What the child writes, line by line; an empty one where it is silent for a pulse.

    Raises `_Late` after the deadline, `_TooLong` for a line that is longer than any answer.
    """
    if pipe is None:
        return
    held = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _Late
            if not selector.select(min(left, PULSE_SECONDS)):
                yield b""
                continue
            piece = os.read(pipe.fileno(), MEBIBYTE)
            if not piece:
                return
            *whole, held = (held + piece).split(b"\n")
            yield from (line for line in whole if line)
            if len(held) > _LONGEST_ANSWER:
                raise _TooLong


def _reason(code: int) -> Ending:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return Ending.TOO_SLOW
    # A library that finds no memory, or trips over the file, takes the whole child with it.
    return Ending.TOO_MUCH if code in {-signal.SIGABRT, -signal.SIGBUS, -signal.SIGXFSZ} else Ending.BROKEN


def _end(child: subprocess.Popen[bytes]) -> None:
    """The child and whatever it may have started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _environment() -> dict[str, str]:
    """Nothing that the service knows: no passwords, no addresses."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
