"""Security headers on every answer. Nothing inline, nothing from elsewhere, no frames.

@blueprint.get("/conferences/<slug>/gate")
@content_policy(GATE)
def show(slug): ...
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, Response, g, request

_BASE = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def _policy(**changes: str) -> str:
    directives = _BASE | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


PAGE = _policy()
GATE = _policy(script_src="'self' 'wasm-unsafe-eval'")
"""The gate's page decodes QR codes in WebAssembly."""
HALL = _policy(media_src="'self' blob:")
"""The hall's page plays a film that it holds itself."""
MAIL = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
"""A message's HTML as its reader sees it, in a frame of ours: styled inline as mail has to be, without any script."""

P = ParamSpec("P")
Answer = TypeVar("Answer")


def content_policy(policy: str) -> Callable[[Callable[P, Answer]], Callable[P, Answer]]:
    """Answer a view under another Content-Security-Policy than `PAGE`."""

    def decorate(view: Callable[P, Answer]) -> Callable[P, Answer]:
        @wraps(view)
        def under_policy(*args: P.args, **kwargs: P.kwargs) -> Answer:
            g.content_policy = policy
            return view(*args, **kwargs)

        return under_policy

    return decorate


def set_up_headers(app: Flask, *, https: bool) -> None:
    """Add the headers after every request."""

    @app.after_request
    def protect(response: Response) -> Response:
        policy = g.get("content_policy", PAGE)
        headers = response.headers
        headers["Content-Security-Policy"] = policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        camera = "(self)" if policy == GATE else "()"
        headers["Permissions-Policy"] = f"camera={camera}, microphone=(), geolocation=()"
        if policy != MAIL:
            headers["X-Frame-Options"] = "DENY"
        if https:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if response.mimetype == "text/html" and not request.path.startswith("/static/"):
            # A shared computer's Back button must not show the last person's pages.
            headers.setdefault("Cache-Control", "no-store")
        return response
