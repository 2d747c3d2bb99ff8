"""Wakes the sender of the same process when something was queued; a sender elsewhere finds it by polling."""

from __future__ import annotations

import threading

from sqlalchemy import event
from sqlalchemy.orm import Session


class SenderSignal:
    """Set after a commit, so that the sender finds what it was woken for."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def call_after_commit(self, session: Session) -> None:
        """Wake the sender when the transaction of `session` has committed; not if it is rolled back."""
        event.listen(session, "after_commit", self._call, once=True)

    def call(self) -> None:
        """Wake the sender, now or as soon as it waits."""
        self._called.set()

    def wait(self, seconds: float) -> None:
        """Return when called, or after `seconds`. Calls since the last wait count."""
        if self._called.wait(seconds):
            self._called.clear()

    def _call(self, _session: Session) -> None:
        self.call()
