"""The base of registration's resources: what bootstrap gave them, and who may come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Text
from chassis.web.problems import reader_language
from chassis.web.resource import Resource
from services.registration.operations.quota import over_quota
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


OVER_QUOTA = Text(
    "{unit} nay có {taken} đại biểu, vượt chỉ tiêu {quota}.",
    "{unit} now has {taken} delegates, over its quota of {quota}.",
)


def over_quota_notes(session: Session, slug: str, units: Iterable[str]) -> list[str]:
    """A sentence for each of these units that has more delegates than its quota."""
    return [
        OVER_QUOTA.in_language(reader_language(), unit=each.unit_name, taken=each.taken, quota=each.quota)
        for each in over_quota(session, slug, units)
    ]
