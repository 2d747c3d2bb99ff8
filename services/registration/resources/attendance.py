"""Attendance."""

from __future__ import annotations

from typing import Any

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.registration.queries.attendance import attendance_of
from services.registration.queries.conferences import conference_of
from services.registration.resources.base import RegistrationResource
from services.registration.schemas.attendance import AttendanceArguments, AttendanceSchema

READERS = (
    Role.ORGANIZER,
    Role.RECEPTIONIST,
    Role.CHAIR,
    Role.ADMINISTRATOR,
    Role.DEPARTMENT,
    Role.APPRAISER,
)

blueprint = Blueprint(
    "attendance", __name__, url_prefix="/conferences/<slug>/attendance", description="Who is here, who is missing."
)


@blueprint.route("")
class Attendance(RegistrationResource):
    """The numbers of a moment."""

    @permit(*READERS)
    @blueprint.doc(operationId="get_attendance")
    @blueprint.arguments(AttendanceArguments, location="query")
    @blueprint.response(200, AttendanceSchema)
    def get(self, arguments: dict[str, Any], slug: str) -> dict[str, Any]:
        """Count who is invited, confirmed and present: in total, by category, by gate, and the missing units."""
        conference_of(self.session, slug)
        return attendance_of(self.session, slug, arguments["as_of"], self.identity, now=self.clock())
