"""The base of the gateway's own API resources: the caller shows an API token, not an internal identity."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event

from chassis.auth.identity import Identity
from chassis.web.resource import Resource
from gateway.front.forward import bearer_identity


class GatewayResource(Resource):
    """As every resource (permission, transaction, idempotency), for bearers of API tokens."""

    def _identify(self) -> Identity:
        return bearer_identity()

    def once_committed(self, act: Callable[[], None]) -> None:
        """Do this when the change is in the database: before, others would still read what was."""
        event.listen(self.session, "after_commit", lambda _session: act(), once=True)
