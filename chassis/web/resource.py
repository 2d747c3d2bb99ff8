"""The base of every HTTP resource: identity, permission, one transaction, idempotency.

    @blueprint.route("/delegates")
    class Delegates(Resource):
        @permit(Role.ORGANIZER, Role.UNIT)
        @blueprint.arguments(NewDelegate)
        @blueprint.response(201, DelegateSchema)
        def post(self, data, slug): ...

`permit` is the outermost decorator. A write is committed when the method returns, whatever its
status, and rolled back when it raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity, InvalidIdentity
from chassis.auth.roles import Role
from chassis.db import idempotency
from chassis.db.database import is_contention
from chassis.web.context import WebContext
from chassis.web.problems import (
    FORBIDDEN,
    IDEMPOTENCY_KEY_REUSED,
    INVALID_IDEMPOTENCY_KEY,
    NOT_FOUND,
    NOT_SIGNED_IN,
    Problem,
)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Method = TypeVar("Method", bound=Callable[..., Any])


def permit(*roles: Role) -> Callable[[Method], Method]:
    """Only these roles may call the method; what they may touch within it is decided by the service's `rules`."""

    def mark(method: Method) -> Method:
        method.permitted_roles = frozenset(roles)  # type: ignore[attr-defined]
        documented = getattr(method, "_apidoc", {})
        manual = documented.setdefault("manual_doc", {})
        manual["x-roles"] = sorted(role.value for role in roles)
        method._apidoc = documented  # type: ignore[attr-defined]
        return method

    return mark


def require(condition: bool) -> None:
    """Refuse with 403 unless the rule holds."""
    if not condition:
        raise Problem(FORBIDDEN)


Found = TypeVar("Found")


def found(thing: Found | None) -> Found:
    """The thing, or 404: also for what exists but is not this reader's to know of."""
    if thing is None:
        raise Problem(NOT_FOUND)
    return thing


class Resource(MethodView):
    """One address. Methods are thin: decode, call an operation or a query, encode."""

    @property
    def context(self) -> WebContext:
        """What bootstrap gave this application."""
        return cast(WebContext, current_app.extensions["hoinghi"])

    @property
    def session(self) -> Session:
        """The request's transaction."""
        return cast(Session, g.session)

    @property
    def identity(self) -> Identity:
        """Who asks; verified."""
        return cast(Identity, g.identity)

    def dispatch_request(self, **values: Any) -> ResponseReturnValue:
        """Check who asks, open the transaction, and run the method in it."""
        method = getattr(self, request.method.lower(), None)
        if method is None and request.method == "HEAD":
            method = self.get  # type: ignore[attr-defined]
        g.identity = self._identify()
        if g.identity.role not in method.permitted_roles:  # type: ignore[union-attr]
            raise Problem(FORBIDDEN)
        slug = values.get("slug")
        if slug is not None and (not _SLUG.fullmatch(slug) or g.identity.conference not in (None, slug)):
            raise Problem(NOT_FOUND)
        self.receive()
        if request.method in SAFE_METHODS:
            with self.context.database.read() as g.session:
                return super().dispatch_request(**values)
        try:
            return self._in_one_transaction(values)
        except DBAPIError as error:
            if not is_contention(error):
                raise
        # The other transaction got through. A second collision is answered as `busy`.
        return self._in_one_transaction(values)

    def receive(self) -> None:
        """Take in a body that is too long to be held, before the transaction begins: nothing, unless overridden.

        A long body arrives slowly, and nobody may wait for it behind an open transaction.
        """

    def asked(self) -> bytes:
        """What a request asks for besides its method and address: its body, or what stands for a long one."""
        return request.get_data(cache=True)

    def _in_one_transaction(self, values: dict[str, Any]) -> ResponseReturnValue:
        with self.context.database.write() as g.session:
            return self._write(values)

    def _identify(self) -> Identity:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Problem(NOT_SIGNED_IN)
        try:
            return self.context.verifier.verify(token)
        except InvalidIdentity:
            raise Problem(NOT_SIGNED_IN) from None

    def _write(self, values: dict[str, Any]) -> ResponseReturnValue:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return super().dispatch_request(**values)
        if not _KEY.fullmatch(key):
            raise Problem(INVALID_IDEMPOTENCY_KEY)
        caller = self.identity.subject
        asked = idempotency.request_hash(request.method, request.full_path, self.asked())
        kept = idempotency.claim(self.session, caller, key, asked, self.context.clock())
        if kept is not None:
            return _kept_answer(kept, asked)
        response = current_app.make_response(super().dispatch_request(**values))
        idempotency.keep(self.session, caller, key, response.status_code, response.mimetype or "", response.get_data())
        return response


def _kept_answer(kept: idempotency.KeptAnswer, asked: str) -> Response:
    if kept.request_hash != asked:
        raise Problem(IDEMPOTENCY_KEY_REUSED)
    response = Response(kept.body, kept.status, mimetype=kept.media_type)
    response.headers["Idempotency-Replayed"] = "true"
    return response
