"""Private links, and the page of whoever came by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import found, permit
from services.registration.models import InviteeKind
from services.registration.queries.conferences import conference_of
from services.registration.queries.delegates import delegate_of, delegate_view, guest_of
from services.registration.queries.invitations import invitation_view, own_invitation
from services.registration.queries.private_links import open_link
from services.registration.resources.base import RegistrationResource
from services.registration.schemas.private_link import MeSchema, OpenedLinkSchema, TokenSchema

blueprint = Blueprint("private links", __name__, description="What opens without an account.")


@blueprint.route("/private-links")
class PrivateLinks(RegistrationResource):
    """Opening a link."""

    @permit(Role.GATEWAY)
    @blueprint.doc(operationId="open_private_link")
    @blueprint.arguments(TokenSchema)
    @blueprint.response(200, OpenedLinkSchema)
    @blueprint.problems(404, 410)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Find out for whom the holder of a private link may act."""
        return open_link(self.session, data["token"], self.parts.links)


@blueprint.route("/conferences/<slug>/me")
class Me(RegistrationResource):
    """The caller."""

    @permit(Role.UNIT, Role.DELEGATE)
    @blueprint.doc(operationId="get_me")
    @blueprint.response(200, MeSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show a unit or guest their invitation, a delegate their registration."""
        conference_of(self.session, slug)
        invitation = own_invitation(self.session, slug, self.identity)
        if invitation is None:
            return self._delegate(slug)
        shown: dict[str, Any] = {
            "kind": "unit" if invitation.invitee_kind == InviteeKind.UNIT else "guest",
            "invitation": invitation_view(invitation, self.identity, self.parts.links),
        }
        guest = guest_of(self.session, invitation.id)
        if guest is not None:
            shown["delegate"] = delegate_view(self.session, guest, self.identity, self.parts.links)
        return shown

    def _delegate(self, slug: str) -> dict[str, Any]:
        delegate = delegate_of(self.session, slug, UUID(found(self.identity.delegate)), self.identity)
        return {"kind": "delegate", "delegate": delegate_view(self.session, delegate, self.identity, self.parts.links)}
