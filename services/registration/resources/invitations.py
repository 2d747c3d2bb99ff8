"""Invitations: list, invite, issue, withdraw, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.resource import permit
from services.registration.models import Invitation
from services.registration.operations.answer_invitation import GivenAnswer, answer_invitation
from services.registration.operations.closing import require_open_lists
from services.registration.operations.invite_guest import invite_guest
from services.registration.operations.issue_invitation import (
    issue_drafts,
    issue_invitation,
    reissue_invitation,
    withdraw_invitation,
)
from services.registration.operations.steps import expect_version
from services.registration.queries.conferences import conference_of
from services.registration.queries.history import history_of
from services.registration.queries.invitations import invitation_of, invitation_view, list_invitations
from services.registration.resources.base import (
    OFFICE,
    OFFICE_AND_INVITEES,
    OFFICE_AND_UNIT,
    RegistrationResource,
)
from services.registration.schemas.invitation import (
    AnswerSchema,
    InvitationArguments,
    InvitationDetailSchema,
    InvitationSchema,
    InvitationVersionSchema,
    IssuedManySchema,
    IssueManySchema,
    NewGuestSchema,
)

blueprint = Blueprint(
    "invitations",
    __name__,
    url_prefix="/conferences/<slug>/invitations",
    description="Invitations to units and guests.",
)


class InvitationResource(RegistrationResource):
    """A resource about invitations."""

    def locked(self, slug: str, invitation_id: UUID) -> Invitation:
        """The invitation, for changing it."""
        return invitation_of(self.session, slug, invitation_id, self.identity, lock=True)

    def view(self, invitation: Invitation) -> dict[str, Any]:
        """What the caller may see of it."""
        return invitation_view(invitation, self.identity, self.parts.links)


@blueprint.route("")
class Invitations(InvitationResource):
    """The invitations of a conference."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="list_invitations")
    @blueprint.arguments(InvitationArguments, location="query")
    @blueprint.response(200, page_schema(InvitationSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List invitations by number; a unit sees its own."""
        conference_of(self.session, slug)
        return list_invitations(self.session, slug, arguments, self.identity, self.parts.links)

    @permit(*OFFICE)
    @blueprint.doc(operationId="invite_guest")
    @blueprint.arguments(NewGuestSchema)
    @blueprint.response(201, InvitationSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Draft an invitation to a guest who is not in the plan."""
        return self.view(invite_guest(self.session, slug, data))


@blueprint.route("/issue")
class IssueMany(InvitationResource):
    """Many drafts at once."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="issue_invitations")
    @blueprint.arguments(IssueManySchema, required=False)
    @blueprint.response(200, IssuedManySchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Issue these drafts, or all drafts of the conference."""
        conference_of(self.session, slug)
        issued, skipped = issue_drafts(
            self.session, slug, data["ids"], by=self.identity, parts=self.parts, clock=self.clock
        )
        return {"issued": issued, "skipped": skipped}


@blueprint.route("/<uuid:invitation_id>")
class OneInvitation(InvitationResource):
    """One invitation."""

    @permit(*OFFICE_AND_INVITEES)
    @blueprint.doc(operationId="get_invitation")
    @blueprint.response(200, InvitationDetailSchema)
    def get(self, slug: str, invitation_id: UUID) -> dict[str, Any]:
        """Show an invitation with its history."""
        invitation = invitation_of(self.session, slug, invitation_id, self.identity)
        return self.view(invitation) | {"history": history_of(self.session, invitation.id)}


@blueprint.route("/<uuid:invitation_id>/issue")
class Issue(InvitationResource):
    """Issuing one draft."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="issue_invitation")
    @blueprint.arguments(InvitationVersionSchema)
    @blueprint.response(200, InvitationSchema)
    def post(self, data: dict[str, Any], slug: str, invitation_id: UUID) -> dict[str, Any]:
        """Issue a draft: it goes out by e-mail with its private link."""
        invitation = self.locked(slug, invitation_id)
        expect_version(invitation, data["version"])
        issue_invitation(self.session, invitation, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(invitation)


@blueprint.route("/<uuid:invitation_id>/reissue")
class Reissue(InvitationResource):
    """Issuing one anew."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="reissue_invitation")
    @blueprint.arguments(InvitationVersionSchema)
    @blueprint.response(200, InvitationSchema)
    def post(self, data: dict[str, Any], slug: str, invitation_id: UUID) -> dict[str, Any]:
        """Send an invitation anew; links sent before stop working, an answer stays."""
        invitation = self.locked(slug, invitation_id)
        expect_version(invitation, data["version"])
        reissue_invitation(self.session, invitation, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(invitation)


@blueprint.route("/<uuid:invitation_id>/withdraw")
class Withdraw(InvitationResource):
    """Taking one back."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="withdraw_invitation")
    @blueprint.arguments(InvitationVersionSchema)
    @blueprint.response(200, InvitationSchema)
    def post(self, data: dict[str, Any], slug: str, invitation_id: UUID) -> dict[str, Any]:
        """Take an invitation back; its link stops working, a guest's pass dies."""
        invitation = self.locked(slug, invitation_id)
        expect_version(invitation, data["version"])
        withdraw_invitation(self.session, invitation, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(invitation)


@blueprint.route("/<uuid:invitation_id>/answer")
class AnswerOf(InvitationResource):
    """The answer to one."""

    @permit(*OFFICE_AND_INVITEES)
    @blueprint.doc(operationId="answer_invitation")
    @blueprint.arguments(AnswerSchema)
    @blueprint.response(200, InvitationSchema)
    def put(self, data: dict[str, Any], slug: str, invitation_id: UUID) -> dict[str, Any]:
        """Answer an invitation; a guest who attends is confirmed and gets a pass."""
        require_open_lists(self.session, slug, by=self.identity, clock=self.clock)
        invitation = self.locked(slug, invitation_id)
        answer_invitation(
            self.session, invitation, GivenAnswer(**data), by=self.identity, parts=self.parts, clock=self.clock
        )
        return self.view(invitation)
