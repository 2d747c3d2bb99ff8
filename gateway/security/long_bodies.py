"""Files that people send to pages: longer than any other request may be, and limited as the services limit them.

@blueprint.post("/uploads")
@takes_files
def upload(slug): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request

from chassis.shared_settings import MEGABYTE
from chassis.web.problems import Problem
from gateway.clients.transport import LongBody
from gateway.context import parts
from gateway.problems import UPLOAD_TOO_LARGE

AROUND = 64 * 1024
"""Bytes of a form around its file."""
View = TypeVar("View", bound=Callable[..., object])


def takes_files(view: View) -> View:
    """Let this view be sent a file."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def takes_films(view: View) -> View:
    """Let this view be sent a film, whose length its service limits."""
    view.takes_films = True  # type: ignore[attr-defined]
    return view


def set_up_long_bodies(app: Flask) -> None:
    """Let files through, before anything reads the form (as the check against forgery does)."""

    @app.before_request
    def let_files_through() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, "takes_files", False):
            allow_long_body(AROUND)
        if getattr(view, "takes_films", False):
            request.max_content_length = parts().config.film_limit_mb * MEGABYTE + 1


def allow_long_body(around: int = 0) -> None:
    """Take a body as long as a file may be. One that says it is longer is refused before any of it is read."""
    most = parts().config.upload_limit_mb * MEGABYTE + around
    if (request.content_length or 0) > most:
        raise Problem(UPLOAD_TOO_LARGE)
    # None would mean the limit of every other request; one more, because a stream is asked once more at its end.
    request.max_content_length = most + 1


def long_body() -> LongBody:
    """The file that is being sent, to be passed on in pieces."""
    allow_long_body()
    return LongBody(request.stream, request.content_length)
