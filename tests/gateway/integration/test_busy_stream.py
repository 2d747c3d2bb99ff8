"""A live page that always has something to hear loses its access all the same."""

from __future__ import annotations

from itertools import islice

import pytest

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.testing.events import example_event
from gateway.live import stream as live_stream
from gateway.live.hub import LiveHub

CHAIR = Identity("account/chair", Role.CHAIR, "Chủ trì")
MANY = 200_000
"""Pieces that take far longer than the beat below."""


def test_stream_that_is_never_quiet_ends_with_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "HEARTBEAT_SECONDS", 0.01)
    hub = LiveHub(limit=1)
    event = example_event("registration.attendance_recorded.v1")
    last = ""
    with hub.stream(event.conference, "b", None) as opened:
        hub.deliver(event)
        for piece in islice(live_stream._pieces(hub, opened, CHAIR, lambda: False), MANY):
            last = piece
            hub.deliver(event)
    assert last == "event: signed_out\ndata: {}\n\n"
