"""Petitions over HTTP: brought in by units, rooms and the office; assigned, answered, forwarded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import Petition
from services.documents.operations import petitions as operations
from services.documents.operations.merge_petitions import merge_petition
from services.documents.operations.steps import expect_version
from services.documents.queries.petitions import SORTABLE, petition_of, petition_view, petition_views, petitions
from services.documents.queries.plan_lists import plan_lists
from services.documents.schemas.petition import (
    AssignmentSchema,
    DraftAnswerSchema,
    ForwardingSchema,
    MergingSchema,
    NewPetitionSchema,
    PetitionArguments,
    PetitionChangesSchema,
    PetitionChoicesSchema,
    PetitionInFullSchema,
    PetitionSchema,
    ReasonSchema,
    ReplySchema,
)
from services.documents.schemas.step import VersionSchema

OFFICE = (Role.ORGANIZER,)
ROOMS = (Role.ORGANIZER, Role.DEPARTMENT)
LEADERS = (Role.ORGANIZER, Role.APPRAISER)
OFFICE_AND_UNIT = (Role.ORGANIZER, Role.UNIT)

blueprint = Blueprint(
    "petitions",
    __name__,
    url_prefix="/conferences/<slug>/petitions",
    description="Petitions of units, and what becomes of them.",
)


class PetitionResource(Resource):
    """What resources about petitions share."""

    @property
    def clock(self) -> Clock:
        """The service's clock."""
        return self.context.clock

    def locked(self, slug: str, petition_id: UUID, version: int) -> Petition:
        """The petition, for changing it, unless somebody did so meanwhile."""
        petition = petition_of(self.session, slug, petition_id, self.identity, lock=True)
        expect_version(self.session, petition, version, operations.process_of(petition))
        return petition

    def view(self, petition: Petition) -> dict[str, Any]:
        """What the caller may see of it."""
        return petition_view(self.session, petition, self.identity)


@blueprint.route("")
class Petitions(PetitionResource):
    """All petitions of a conference that the caller may know of."""

    @permit(*rules.PETITION_READERS)
    @blueprint.doc(operationId="list_petitions")
    @blueprint.arguments(PetitionArguments, location="query")
    @blueprint.response(200, page_schema(PetitionSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List petitions: a unit its own, a room those given to it."""
        found(plan_lists(self.session, slug))
        page = page_of(
            self.session,
            petitions(slug, self.identity, arguments),
            arguments,
            sortable=SORTABLE,
            default_sort="number",
            tie_breaker=Petition.number,
        )
        views = petition_views(self.session, page.items, self.identity)
        return Page(views, page.page, page.page_size, page.total)

    @permit(*rules.PETITIONERS)
    @blueprint.doc(operationId="enter_petition")
    @blueprint.arguments(NewPetitionSchema)
    @blueprint.response(201, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Enter a petition: a unit its own; the office and a room for any unit. A room drafts the answer to it."""
        return self.view(operations.receive_petition(self.session, slug, data, by=self.identity, clock=self.clock))


@blueprint.route("/choices")
class Choices(PetitionResource):
    """What the plan offers."""

    @permit(*rules.PETITION_READERS)
    @blueprint.doc(operationId="get_petition_choices")
    @blueprint.response(200, PetitionChoicesSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show to whom petitions are addressed, which rooms answer them, and for whom one may be entered."""
        lists = found(plan_lists(self.session, slug))
        own = self.identity.unit if self.identity.role == Role.UNIT else None
        return {
            "units": [{"code": code, "name": name} for code, name in lists.units.items() if own in (None, code)],
            "rooms": list(lists.rooms.values()),
            "recipients": list(lists.addressees.values()),
        }


@blueprint.route("/<uuid:petition_id>")
class OnePetition(PetitionResource):
    """One petition."""

    @permit(*rules.PETITION_READERS)
    @blueprint.doc(operationId="get_petition")
    @blueprint.response(200, PetitionInFullSchema)
    def get(self, slug: str, petition_id: UUID) -> dict[str, Any]:
        """Show a petition with its history."""
        return self.view(petition_of(self.session, slug, petition_id, self.identity))

    @permit(*rules.PETITIONERS)
    @blueprint.doc(operationId="correct_petition")
    @blueprint.arguments(PetitionChangesSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def patch(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Correct its words or whom it is addressed to, before an answer is drafted."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.correct_petition(self.session, petition, data, by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/assign")
class Assignment(PetitionResource):
    """Giving it to a room."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="assign_petition")
    @blueprint.arguments(AssignmentSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Give it to the department room whose field it is; again to another one."""
        petition = self.locked(slug, petition_id, data["version"])
        room, note = data["room"], data["note"]
        operations.assign_petition(self.session, petition, room, note, by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/draft")
class Draft(PetitionResource):
    """Drafting."""

    @permit(*ROOMS)
    @blueprint.doc(operationId="draft_petition_answer")
    @blueprint.arguments(DraftAnswerSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Hand in the draft of an answer, or a better one before it is approved."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.draft_answer(self.session, petition, data["answer"], by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/return")
class Return(PetitionResource):
    """Sending back."""

    @permit(*LEADERS)
    @blueprint.doc(operationId="return_petition_answer")
    @blueprint.arguments(ReasonSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Send the draft back to its room with what is to be mended."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.return_draft(self.session, petition, data["reason"], by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/approve")
class Approval(PetitionResource):
    """Approving."""

    @permit(*LEADERS)
    @blueprint.doc(operationId="approve_petition_answer")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Approve the draft as the answer; the unit is told, and the units of merged petitions."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.approve_answer(self.session, petition, by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/forward")
class Forwarding(PetitionResource):
    """Passing on."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="forward_petition")
    @blueprint.arguments(ForwardingSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Pass it on to the superior body; again when the number and date of the document are known."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.forward_petition(self.session, petition, data, by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/reply")
class Reply(PetitionResource):
    """What came back."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="note_petition_reply")
    @blueprint.arguments(ReplySchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Note the superior body's reply; the unit is told."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.note_reply(self.session, petition, data["reply"], by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/merge")
class Merging(PetitionResource):
    """Merging."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="merge_petition")
    @blueprint.arguments(MergingSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Merge it into another petition to the same recipient that says the same."""
        petition = self.locked(slug, petition_id, data["version"])
        merge_petition(self.session, petition, data["into"], by=self.identity, clock=self.clock)
        return self.view(petition)


@blueprint.route("/<uuid:petition_id>/withdraw")
class Withdrawal(PetitionResource):
    """Taking back."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="withdraw_petition")
    @blueprint.arguments(ReasonSchema)
    @blueprint.response(200, PetitionInFullSchema)
    def post(self, data: dict[str, Any], slug: str, petition_id: UUID) -> dict[str, Any]:
        """Take it back before it is answered or forwarded."""
        petition = self.locked(slug, petition_id, data["version"])
        operations.withdraw_petition(self.session, petition, data["reason"], by=self.identity, clock=self.clock)
        return self.view(petition)
