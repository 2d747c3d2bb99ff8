"""`/conferences/<slug>/live`: server-sent events for an open page."""

from __future__ import annotations

import json
import queue
import secrets
import time
from collections.abc import Callable, Iterator

from flask import Blueprint, Response, current_app, request, session

from chassis.auth.identity import Identity
from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import require_reader, resolve_again
from gateway.context import parts
from gateway.live.hub import LiveHub, LiveStream, Numbered, TooManyStreams
from gateway.live.projection import message_for

blueprint = Blueprint("live", __name__)

HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 3000


@blueprint.get("/conferences/<slug>/live")
def live(slug: str) -> Response:
    """News of one conference for whoever is at the page, until they leave or lose their access."""
    here = parts()
    reader = require_reader()
    if reader.identity.conference not in (None, slug):
        raise Problem(NOT_FOUND)
    browser = session.setdefault("browser", secrets.token_hex(8))
    # EventSource cannot set the header on its first request: a page passes on the id that it was rendered with.
    last = request.headers.get("Last-Event-ID") or request.args.get("after")
    opening = here.hub.stream(slug, browser, last)
    try:
        stream = opening.__enter__()
    except TooManyStreams:
        return Response(status=503, headers={"Retry-After": "30"})
    still_valid = _validity_check(reader.identity)

    def pieces() -> Iterator[str]:
        yield from _pieces(here.hub, stream, reader.identity, still_valid)

    response = Response(pieces(), mimetype="text/event-stream")
    # Also called when the browser left before the first piece.
    response.call_on_close(lambda: opening.__exit__(None, None, None))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _validity_check(identity: Identity) -> Callable[[], bool]:
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    cookie_values = dict(session)

    def still_valid() -> bool:
        with app.app_context():
            reader = resolve_again(cookie_values)
            return reader is not None and reader.identity == identity

    return still_valid


def _pieces(hub: LiveHub, stream: LiveStream, identity: Identity, still_valid: Callable[[], bool]) -> Iterator[str]:
    yield f"retry: {RETRY_MILLISECONDS}\n: open\n\n"
    if stream.reset:
        yield f"id: {hub.latest_id}\nevent: reset\ndata: {{}}\n\n"
    yield from (_piece(hub, numbered, identity) for numbered in stream.missed)
    beats_at = time.monotonic() + HEARTBEAT_SECONDS
    while True:
        # By the clock and not by silence: while the hall fills up, there is none.
        if time.monotonic() >= beats_at:
            if not still_valid():
                yield "event: signed_out\ndata: {}\n\n"
                return
            yield ": heartbeat\n\n"
            beats_at = time.monotonic() + HEARTBEAT_SECONDS
        try:
            heard = stream.next(max(0.0, beats_at - time.monotonic()))
        except queue.Empty:
            continue
        if heard is None:
            return
        piece = _piece(hub, heard, identity)
        if piece:
            yield piece


def _piece(hub: LiveHub, numbered: Numbered, identity: Identity) -> str:
    message = message_for(numbered.event, identity)
    if message is None:
        return ""
    data = json.dumps(message.data, ensure_ascii=False)
    return f"id: {hub.event_id(numbered.number)}\nevent: {message.name}\ndata: {data}\n\n"
