"""Units."""

from __future__ import annotations

from typing import Any

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.resource import permit
from services.registration.queries.conferences import conference_of
from services.registration.queries.units import list_units
from services.registration.resources.base import RegistrationResource
from services.registration.schemas.unit import UnitArguments, UnitSchema

READERS = (
    Role.ORGANIZER,
    Role.ADMINISTRATOR,
    Role.RECEPTIONIST,
    Role.CHAIR,
    Role.DEPARTMENT,
    Role.APPRAISER,
    Role.UNIT,
)

blueprint = Blueprint("units", __name__, url_prefix="/conferences/<slug>/units", description="Units and their answers.")


@blueprint.route("")
class Units(RegistrationResource):
    """The units of a conference."""

    @permit(*READERS)
    @blueprint.doc(operationId="list_units")
    @blueprint.arguments(UnitArguments, location="query")
    @blueprint.response(200, page_schema(UnitSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List units by protocol rank, with their answer and numbers; a unit sees itself."""
        conference_of(self.session, slug)
        return list_units(self.session, slug, arguments, self.identity)
