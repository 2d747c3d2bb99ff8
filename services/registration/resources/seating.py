"""The seating: the hall and the draft, proposals, single seats, and making it known."""

from __future__ import annotations

from typing import Any

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.registration.operations.assign_seat import assign_seat
from services.registration.operations.propose_seats import Proposed, propose_seats
from services.registration.operations.publish_seating import publish_seating
from services.registration.queries.attendants import Attendant
from services.registration.queries.conferences import conference_of
from services.registration.queries.seating import seating_of
from services.registration.resources.base import OFFICE, RegistrationResource
from services.registration.schemas.seating import (
    ProposalRequestSchema,
    ProposalSchema,
    SeatHolderSchema,
    SeatingSchema,
    SeatingVersionSchema,
)

blueprint = Blueprint("seating", __name__, url_prefix="/conferences/<slug>/seating", description="Who sits where.")


@blueprint.route("")
class Seating(RegistrationResource):
    """The seating."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)
    @blueprint.doc(operationId="get_seating")
    @blueprint.response(200, SeatingSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the hall, who sits where in the draft and as published, and what is to be mended."""
        conference_of(self.session, slug)
        return seating_of(self.session, slug)


@blueprint.route("/propose")
class Propose(RegistrationResource):
    """Proposing."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="propose_seats")
    @blueprint.arguments(ProposalRequestSchema)
    @blueprint.response(200, ProposalSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Propose seats by protocol rank, units together; by default only say what would change."""
        conference_of(self.session, slug)
        proposed = propose_seats(self.session, slug, by=self.identity, clock=self.clock, **data)
        return _proposal(proposed, dry_run=data["dry_run"])


@blueprint.route("/seats/<seat>")
class OneSeat(RegistrationResource):
    """One seat."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="assign_seat")
    @blueprint.arguments(SeatHolderSchema)
    @blueprint.response(200, SeatingSchema)
    def put(self, data: dict[str, Any], slug: str, seat: str) -> dict[str, Any]:
        """Seat a delegate, swap two, or clear the seat."""
        conference_of(self.session, slug)
        delegate_id, version = data["delegate_id"], data["version"]
        assign_seat(self.session, slug, seat, delegate_id, version=version, by=self.identity, clock=self.clock)
        return seating_of(self.session, slug)


@blueprint.route("/publish")
class Publish(RegistrationResource):
    """Making it known."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="publish_seating")
    @blueprint.arguments(SeatingVersionSchema)
    @blueprint.response(200, SeatingSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Let everybody know their seats: on pages, passes, badges and papers."""
        conference_of(self.session, slug)
        version = data["version"]
        publish_seating(self.session, slug, version=version, by=self.identity, parts=self.parts, clock=self.clock)
        return seating_of(self.session, slug)


def _proposal(proposed: Proposed, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "moves": [
            _named(move.attendant) | {"seat_before": move.attendant.seat, "seat": move.seat} for move in proposed.moves
        ],
        "unseated": [_named(attendant) | {"reason": reason} for attendant, reason in proposed.unseated],
    }


def _named(attendant: Attendant) -> dict[str, Any]:
    return {
        "delegate_id": attendant.delegate.id,
        "full_name": attendant.delegate.full_name,
        "unit_name": attendant.unit_name,
    }
