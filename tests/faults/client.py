"""A caller of the API who does not give up: what is not answered is asked again, in the very same words."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

import urllib3

PATIENCE = 240.0
"""Seconds after which a request that nobody answers fails the test."""
PAUSE = 0.1


class Refused(AssertionError):
    """The product answered with an error that asking again cannot mend."""


class Unanswered(AssertionError):
    """The product did not come back."""


@dataclass(frozen=True)
class Answer:
    """Status and decoded body."""

    status: int
    body: Any


class Client:
    """Many threads may use one. Every change carries a key (or a scan_id), so that asking twice is asking once."""

    def __init__(self, url: str, *, threads: int = 8) -> None:
        self._url = f"{url}/api/v1"
        self._pool = urllib3.PoolManager(maxsize=threads, retries=False, timeout=urllib3.Timeout(connect=5, read=40))
        self._headers = {"Content-Type": "application/json"}
        self._lock = threading.Lock()
        self.asked_again = 0
        """How often a request had no answer, or one that says to try again."""

    def sign_in(self, email: str, password: str) -> None:
        """Show this account's token from now on."""
        token = self.post("/tokens", {"email": email, "password": password}).body["token"]
        self._headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str) -> Answer:
        """The answer; a 404 is one, too."""
        return self._insist("GET", path, None, None)

    def post(self, path: str, data: dict[str, Any], key: str | None = None) -> Answer:
        """Ask for a change until there is an answer to it."""
        return self._insist("POST", path, json.dumps(data).encode(), key)

    def _insist(self, method: str, path: str, body: bytes | None, key: str | None) -> Answer:
        headers = self._headers | ({} if key is None else {"Idempotency-Key": key})
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self._once(method, path, body, headers)
            if answer is not None:
                return _judged(answer, method, path)
            with self._lock:
                self.asked_again += 1
            time.sleep(PAUSE)
        raise Unanswered(f"{method} {path}: no answer within {PATIENCE:.0f} s")

    def _once(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer | None:
        try:
            response = self._pool.request(method, self._url + path, body=body, headers=headers)
        except urllib3.exceptions.HTTPError:
            return None
        if response.status >= 500:
            return None
        return Answer(response.status, json.loads(response.data) if response.data else None)


def _judged(answer: Answer, method: str, path: str) -> Answer:
    if answer.status >= 400 and answer.status != 404:
        raise Refused(f"{method} {path}: {answer.status} {answer.body}")
    return answer
