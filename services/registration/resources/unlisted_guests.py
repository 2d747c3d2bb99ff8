"""Guests whom nobody named: entered at the desk, decided about by a second person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.resource import permit
from services.registration.operations.unlisted_guest import decide_unlisted_guest, enter_unlisted_guest
from services.registration.queries.conferences import conference_of
from services.registration.queries.unlisted_guests import (
    list_unlisted_guests,
    unlisted_guest_of,
    unlisted_guest_view,
)
from services.registration.resources.base import DESK, RegistrationResource
from services.registration.schemas.unlisted_guest import (
    DecisionSchema,
    NewUnlistedGuestSchema,
    UnlistedGuestArguments,
    UnlistedGuestSchema,
)

blueprint = Blueprint(
    "unlisted guests",
    __name__,
    url_prefix="/conferences/<slug>/unlisted-guests",
    description="People at the door whom nobody named.",
)


@blueprint.route("")
class UnlistedGuests(RegistrationResource):
    """All of them, and the next one."""

    @permit(*DESK)
    @blueprint.doc(operationId="list_unlisted_guests")
    @blueprint.arguments(UnlistedGuestArguments, location="query")
    @blueprint.response(200, page_schema(UnlistedGuestSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List guests whom nobody named, the latest first, with why and by whom they were let in."""
        conference_of(self.session, slug)
        return list_unlisted_guests(self.session, slug, arguments, self.identity)

    @permit(*DESK)
    @blueprint.doc(operationId="enter_unlisted_guest")
    @blueprint.arguments(NewUnlistedGuestSchema)
    @blueprint.response(201, UnlistedGuestSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Let a guest in whom nobody named; where the plan says so, they wait for a second person's word."""
        guest = enter_unlisted_guest(self.session, slug, data, by=self.identity, parts=self.parts, clock=self.clock)
        return unlisted_guest_view(self.session, guest, self.identity)


@blueprint.route("/<uuid:unlisted_guest_id>/decide")
class Decide(RegistrationResource):
    """The second person's word."""

    @permit(*DESK)
    @blueprint.doc(operationId="decide_unlisted_guest")
    @blueprint.arguments(DecisionSchema)
    @blueprint.response(200, UnlistedGuestSchema)
    def post(self, data: dict[str, Any], slug: str, unlisted_guest_id: UUID) -> dict[str, Any]:
        """Vouch for a guest who waits, or refuse them; never by the person who entered them."""
        guest, entry = unlisted_guest_of(self.session, slug, unlisted_guest_id)
        decide_unlisted_guest(
            self.session,
            guest,
            entry,
            data["decision"],
            data["word"],
            by=self.identity,
            parts=self.parts,
            clock=self.clock,
        )
        return unlisted_guest_view(self.session, guest, self.identity)
