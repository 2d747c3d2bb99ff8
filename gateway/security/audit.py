"""Writes the audit trail: one line for every request that may have changed something or showed personal data.

Not for check-ins: their own log, with every scan and its outcome, is their audit, and the gate has no time to lose.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

import structlog
from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.observability.tracing import current_trace_id
from gateway.context import parts
from gateway.models.audit_entry import AuditEntry
from gateway.operations.audit_trail import append_entry
from gateway.security.personal_views import FilmViews, shows_personal_data

logger = structlog.get_logger(__name__)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CHECK_INS = ("/check-ins", "/check-ins/batch")
View = TypeVar("View", bound=Callable[..., object])


def unaudited(view: View) -> View:
    """Leave requests to this view out of the trail: nothing changes, or the service keeps its own log of it."""
    view.unaudited = True  # type: ignore[attr-defined]
    return view


def set_up_audit(app: Flask) -> None:
    """Write a line after every changing request."""
    films = FilmViews()

    @app.after_request
    def note(response: Response) -> Response:
        if _is_noted(response.status_code, films):
            try:
                _write(response.status_code)
            except SQLAlchemyError:
                # The change itself has already happened: its answer must reach the person.
                logger.exception("the audit trail could not be written", target=request.path)
        return response


def _is_noted(status: int, films: FilmViews) -> bool:
    """Every change that was asked for, and what was seen of others."""
    if request.method in SAFE:
        seen = status < HTTPStatus.BAD_REQUEST and shows_personal_data() and not _is_delegate()
        return seen and not films.goes_on(_subject(), parts().clock())
    return bool(request.endpoint) and not _left_out()


def _subject() -> str:
    who: Identity | None = g.get("audit_identity")
    return who.subject if who else ""


def _is_delegate() -> bool:
    who: Identity | None = g.get("audit_identity")
    return who is not None and who.role is Role.DELEGATE


def _left_out() -> bool:
    if request.endpoint == "front.forward":
        return request.method == "POST" and request.path.endswith(CHECK_INS)
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "unaudited", False)


def _write(status: int) -> None:
    here = parts()
    who: Identity | None = g.get("audit_identity")
    entry = AuditEntry(
        at=here.clock(),
        subject=who.subject if who else None,
        name=who.name if who else None,
        role=who.role.value if who else None,
        method=request.method,
        route=str(request.url_rule)[:200],
        conference=_conference(),
        target=request.path[:500],
        status=status,
        trace_id=current_trace_id(),
        address_hash=address_hash(here.secret, request.remote_addr or ""),
    )
    with here.database.write() as session:
        append_entry(session, entry)


def _conference() -> str | None:
    segments = request.path.strip("/").split("/")
    if "conferences" in segments[:3]:
        after = segments[segments.index("conferences") + 1 :]
        return after[0][:64] if after else None
    return None


def address_hash(secret: str, address: str) -> str:
    """A keyed hash: equal addresses have equal hashes, and nobody without the secret can tell which."""
    return hmac.new(secret.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
