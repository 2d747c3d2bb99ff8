"""What lets a device keep one page for a time without a network."""

from __future__ import annotations

from flask import Response, current_app

KEPT_OFFLINE = "X-Kept-Offline"
"""On a page that the service worker may keep; any other answer makes it forget what it kept."""


def page_worker(page: str) -> Response:
    """The service worker; it may look after the page at this address only."""
    response = current_app.send_static_file("js/page_offline.js")
    response.headers["Service-Worker-Allowed"] = page
    response.headers["Cache-Control"] = "no-cache"
    return response
