"""Keeps people from pages that are not theirs, before any page's code runs."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from chassis.web.problems import FORBIDDEN, NOT_FOUND, NOT_SIGNED_IN, Problem
from gateway.auth.reader import Reader, current_reader, pairing_has_ended
from gateway.pages.navigation import PUBLIC, STATION_PAGES, roles_of
from gateway.problems import STATION_ENDED

API = "/api/"


def set_up_access(app: Flask) -> None:
    """Check every page request against the table in `navigation.py`."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        if request.endpoint is None or request.endpoint in PUBLIC or request.path.startswith(API):
            return None
        reader = current_reader()
        if reader is None:
            return ask_to_pair_again() if pairing_has_ended() else ask_to_sign_in()
        g.audit_identity = reader.identity
        _check(reader)
        return None


def ask_to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and from there back; a script is told instead of led."""
    if request.headers.get("HX-Request"):
        target = url_for("sign_in.show", next=safe_target(request.headers.get("HX-Current-URL")))
        return Response(status=401, headers={"HX-Redirect": target})
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        raise Problem(NOT_SIGNED_IN)
    return redirect(url_for("sign_in.show", next=safe_target(request.full_path.rstrip("?"))), 303)


def ask_to_pair_again() -> ResponseReturnValue:
    """A station whose pairing has ended is told so: its script then drops what it holds."""
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        raise Problem(STATION_ENDED)
    return redirect(url_for("pairing.ended"), 303)


def safe_target(target: str | None) -> str:
    """A path on this site to go to; `/` for anything that could lead elsewhere."""
    if not target:
        return "/"
    parts = urlsplit(target)
    if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != (request.scheme, request.host):
        return "/"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    # Browsers read a backslash as a slash, and drop tabs and line breaks.
    if (
        not path.startswith("/")
        or target.startswith("//")
        or path.startswith("//")
        or "\\" in path
        or any(ord(sign) < 33 for sign in path)
    ):
        return "/"
    return path


def _check(reader: Reader) -> None:
    roles = roles_of(request.endpoint or "")
    role: Role = reader.role
    if roles is None or role not in roles:
        raise Problem(FORBIDDEN)
    if reader.is_station and (request.endpoint or "").partition(".")[0] not in STATION_PAGES:
        raise Problem(FORBIDDEN)
    slug = (request.view_args or {}).get("slug")
    if slug is not None and reader.identity.conference not in (None, slug):
        raise Problem(NOT_FOUND)
