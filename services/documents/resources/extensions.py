"""More time for an obligation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.extensions import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from services.documents.resources.base import ObligationResource
from services.documents.schemas.obligation import ObligationViewSchema
from services.documents.schemas.step import VersionSchema
from services.documents.schemas.submission import ExtensionRequestSchema, GrantSchema, RefusalSchema

blueprint = Blueprint(
    "extensions",
    __name__,
    url_prefix="/conferences/<slug>/obligations/<uuid:obligation_id>/extension",
    description="More time for what units owe.",
)


@blueprint.route("/ask")
class Ask(ObligationResource):
    """Asking."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="ask_extension")
    @blueprint.arguments(ExtensionRequestSchema)
    @blueprint.response(201, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Ask for a later day, and say why."""
        obligation = self.given(slug, obligation_id)
        ask_extension(
            self.session,
            obligation,
            data["wanted_to"],
            data["reason"],
            data["version"],
            by=self.identity,
            clock=self.clock,
        )
        return self.view(obligation)


@blueprint.route("/withdraw")
class Withdraw(ObligationResource):
    """Taking the request back."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="withdraw_extension")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Take back a request for more time that nobody has decided."""
        obligation = self.given(slug, obligation_id)
        withdraw_extension(self.session, obligation, data["version"], by=self.identity, clock=self.clock)
        return self.view(obligation)


@blueprint.route("/grant")
class Grant(ObligationResource):
    """Granting."""

    @permit(Role.ORGANIZER)
    @blueprint.doc(operationId="grant_extension")
    @blueprint.arguments(GrantSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Give time until a later day, asked for or not; both readings follow."""
        obligation = self.obligation(slug, obligation_id, lock=True)
        grant_extension(
            self.session,
            obligation,
            data["granted_to"],
            data["word"],
            data["version"],
            by=self.identity,
            clock=self.clock,
        )
        return self.view(obligation)


@blueprint.route("/refuse")
class Refuse(ObligationResource):
    """Refusing."""

    @permit(Role.ORGANIZER)
    @blueprint.doc(operationId="refuse_extension")
    @blueprint.arguments(RefusalSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Let the day be as it is, and say why."""
        obligation = self.obligation(slug, obligation_id, lock=True)
        refuse_extension(self.session, obligation, data["word"], data["version"], by=self.identity, clock=self.clock)
        return self.view(obligation)
