"""The base of registration's resources: what bootstrap gave them, and who may come."""

from __future__ import annotations

from typing import cast

from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.web.resource import Resource
from services.registration.parts import Parts

EVERYONE = tuple(role for role in Role if role != Role.GATEWAY)
OFFICE = (Role.ORGANIZER,)
OFFICE_AND_UNIT = (Role.ORGANIZER, Role.UNIT)
OFFICE_AND_INVITEES = (Role.ORGANIZER, Role.UNIT, Role.DELEGATE)
DESK = (Role.ORGANIZER, Role.RECEPTIONIST)


class RegistrationResource(Resource):
    """A resource with registration's parts at hand."""

    @property
    def parts(self) -> Parts:
        """Signer of passes and private links."""
        return cast(Parts, self.context.parts)

    @property
    def clock(self) -> Clock:
        """The service's clock."""
        return self.context.clock
