"""Registrations and check-ins by several threads at once, let go in portions, with a record of every answer.

A delegate is registered, confirmed, asked for the pass, and scanned; every fifth also at a second gate, which is a
duplicate. The record is what the product has promised: the books are compared with it.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.faults.client import Client

GATES = ("cua-bac", "cua-nam", "cua-dong")
UNITS = 10
THREADS = 8
SCANNED_TWICE = 5
"""Every so many delegates one is scanned again."""


@dataclass
class Promised:
    """What the product answered with success."""

    delegates: set[UUID] = field(default_factory=set)
    passes: dict[UUID, UUID] = field(default_factory=dict)
    """Delegate → pass."""
    check_ins: dict[UUID, UUID] = field(default_factory=dict)
    """Delegate → accepted check-in."""
    duplicates: dict[UUID, UUID] = field(default_factory=dict)
    """Second check-in → delegate."""
    gates: dict[UUID, str] = field(default_factory=dict)
    """Delegate → gate of the accepted check-in."""

    def numbers(self) -> str:
        """How much it is, for a person to read."""
        return (
            f"{len(self.delegates)} registrations, {len(self.passes)} passes, "
            f"{len(self.check_ins)} check-ins, {len(self.duplicates)} duplicates"
        )


class Load:
    """`release` lets the next delegates come; `wait_for` returns when so many are through."""

    def __init__(self, client: Client, slug: str, delegates: int) -> None:
        self.promised = Promised()
        self.total = delegates
        self._client = client
        self._here = f"/conferences/{slug}"
        self._waiting = deque(range(delegates))
        self._released = 0
        self._begun = 0
        self._done = 0
        self._error: BaseException | None = None
        self._change = threading.Condition()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(THREADS)]

    def start(self) -> None:
        """Start the threads; nothing happens before `release`."""
        for thread in self._threads:
            thread.start()

    def release(self, number: int) -> None:
        """Let `number` more delegates come (or as many as there are)."""
        with self._change:
            self._released = min(self._released + number, self.total)
            self._change.notify_all()

    def wait_for(self, done: int) -> None:
        """Return when `done` delegates are through. Raises whatever a thread met."""
        with self._change:
            self._change.wait_for(lambda: self._error is not None or self._done >= min(done, self.total))
        self.check()

    def finish(self) -> Promised:
        """Let all come and wait for them; what was promised."""
        self.release(self.total)
        self.wait_for(self.total)
        return self.promised

    def check(self) -> None:
        """Raise what a thread met, if any."""
        if self._error is not None:
            raise self._error

    @property
    def done(self) -> int:
        """How many delegates are through."""
        return self._done

    def _work(self) -> None:
        try:
            while (number := self._next()) is not None:
                self._bring(number)
                with self._change:
                    self._done += 1
                    self._change.notify_all()
        except BaseException as error:  # noqa: BLE001 (raised again in the test's thread)
            with self._change:
                self._error = self._error or error
                self._change.notify_all()

    def _next(self) -> int | None:
        with self._change:
            self._change.wait_for(lambda: self._error is not None or self._begun < self._released or self._over)
            if self._error is not None or not self._waiting:
                return None
            self._begun += 1
            return self._waiting.popleft()

    @property
    def _over(self) -> bool:
        return self._begun >= self.total

    def _bring(self, number: int) -> None:
        delegate = self._register(number)
        self._confirm(delegate)
        text = self._pass(delegate)
        self._scan(number, delegate, text, GATES[number % 3])
        if number % SCANNED_TWICE == 0:
            self._scan(number, delegate, text, GATES[(number + 1) % 3])

    def _register(self, number: int) -> UUID:
        person = {
            "unit": f"don-vi-{number % UNITS}",
            "full_name": f"Nguyễn Thử {number:05}",
            "email": f"dai-bieu-{number:05}@thuloi.example",
        }
        answer = self._client.post(f"{self._here}/delegates", person, key=f"register-{uuid4()}")
        delegate = UUID(answer.body["id"])
        self._keep(self.promised.delegates.add, delegate)
        return delegate

    def _confirm(self, delegate: UUID) -> None:
        answer = self._client.post(f"{self._here}/delegates/{delegate}/confirm", {}, key=f"confirm-{uuid4()}")
        assert (answer.status, answer.body["state"]) == (200, "confirmed")

    def _pass(self, delegate: UUID) -> str:
        held = self._client.get(f"{self._here}/delegates/{delegate}/pass").body
        self._keep(self.promised.passes.__setitem__, delegate, UUID(held["pass_id"]))
        return str(held["text"])

    def _scan(self, number: int, delegate: UUID, text: str, gate: str) -> None:
        now = datetime.now(UTC).isoformat()
        scan: dict[str, Any] = {"pass": text, "gate": gate, "scan_id": str(uuid4()), "scanned_at": now}
        answer = self._client.post(f"{self._here}/check-ins", scan)
        assert UUID(answer.body["delegate"]["id"]) == delegate
        line = UUID(answer.body["check_in_id"])
        if answer.body["outcome"] == "duplicate":
            self._keep(self.promised.duplicates.__setitem__, line, delegate)
            return
        assert (answer.status, delegate in self.promised.check_ins) == (201, False), f"delegate {number} came in twice"
        self._keep(self.promised.check_ins.__setitem__, delegate, line)
        self._keep(self.promised.gates.__setitem__, delegate, gate)

    def _keep(self, note: Any, *values: Any) -> None:
        with self._change:
            note(*values)
