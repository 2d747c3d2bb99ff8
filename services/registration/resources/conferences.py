"""Conferences, their categories and gates, and the key that verifies passes."""

from __future__ import annotations

from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.resource import permit
from services.registration.models import Conference, Gate, ParticipantCategory
from services.registration.passes import PassSigner
from services.registration.queries.conferences import conference_of, list_categories, list_conferences, list_gates
from services.registration.resources.base import EVERYONE, RegistrationResource
from services.registration.schemas.conference import CategorySchema, ConferenceSchema, GateSchema, PassKeySchema

blueprint = Blueprint("conferences", __name__, url_prefix="/conferences", description="Conferences as planned.")


@blueprint.route("")
class Conferences(RegistrationResource):
    """All conferences."""

    @permit(*EVERYONE)
    @blueprint.doc(operationId="list_conferences")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(ConferenceSchema))
    def get(self, arguments: dict[str, Any]) -> Page[Conference]:
        """List conferences, the nearest to come first, those that are over last."""
        return list_conferences(self.session, arguments, self.identity.conference, now=self.clock())


@blueprint.route("/<slug>")
class OneConference(RegistrationResource):
    """One conference."""

    @permit(*EVERYONE)
    @blueprint.doc(operationId="get_conference")
    @blueprint.response(200, ConferenceSchema)
    def get(self, slug: str) -> Conference:
        """Show a conference."""
        return conference_of(self.session, slug)


@blueprint.route("/<slug>/categories")
class Categories(RegistrationResource):
    """Participant categories."""

    @permit(*EVERYONE)
    @blueprint.doc(operationId="list_categories")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(CategorySchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[ParticipantCategory]:
        """List participant categories by protocol rank."""
        conference_of(self.session, slug)
        return list_categories(self.session, slug, arguments)


@blueprint.route("/<slug>/gates")
class Gates(RegistrationResource):
    """Gates."""

    @permit(*EVERYONE)
    @blueprint.doc(operationId="list_gates")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(GateSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Gate]:
        """List the gates where passes are scanned."""
        conference_of(self.session, slug)
        return list_gates(self.session, slug, arguments)


@blueprint.route("/<slug>/pass-key")
class PassKey(RegistrationResource):
    """The key of the passes."""

    @permit(*EVERYONE)
    @blueprint.doc(operationId="get_pass_key")
    @blueprint.response(200, PassKeySchema)
    def get(self, slug: str) -> PassSigner:
        """Show the public key that verifies passes without a network."""
        conference_of(self.session, slug)
        return self.parts.signer
