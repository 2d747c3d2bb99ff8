"""Commendations: who is commended, in which order they are called, who receives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.resource import permit
from services.registration.models import Commendation
from services.registration.operations.commendations import (
    add_commendation,
    name_proxy,
    order_commendations,
    remove_commendation,
    retitle_commendation,
    step_on_stage,
)
from services.registration.operations.steps import expect_version
from services.registration.queries.commendations import commendation_of, commendation_view, list_commendations
from services.registration.queries.conferences import conference_of
from services.registration.resources.base import OFFICE, RegistrationResource
from services.registration.schemas.commendation import (
    CommendationChangesSchema,
    CommendationOrderSchema,
    CommendationProxySchema,
    CommendationSchema,
    NewCommendationSchema,
    VersionSchema,
)
from services.registration.workflows.commendation import CommendationAction

STAGE = (Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)

blueprint = Blueprint(
    "commendations",
    __name__,
    url_prefix="/conferences/<slug>/commendations",
    description="Who is commended, in the order of call.",
)


class CommendationResource(RegistrationResource):
    """What resources about commendations share."""

    def locked(self, slug: str, commendation_id: UUID, version: int) -> Commendation:
        """The commendation, for changing it, unless somebody did so meanwhile."""
        commendation = commendation_of(self.session, slug, commendation_id)
        expect_version(commendation, version)
        return commendation

    def view(self, commendation: Commendation) -> dict[str, Any]:
        """What the caller may see of it."""
        return commendation_view(self.session, commendation, self.identity)

    def step(self, slug: str, commendation_id: UUID, version: int, action: CommendationAction) -> dict[str, Any]:
        """Take a step on the stage."""
        commendation = self.locked(slug, commendation_id, version)
        step_on_stage(self.session, commendation, action, by=self.identity, clock=self.clock)
        return self.view(commendation)


@blueprint.route("")
class Commendations(CommendationResource):
    """All commendations of a conference."""

    @permit(*STAGE)
    @blueprint.doc(operationId="list_commendations")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(CommendationSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List commendations as they are called, with who is here."""
        conference_of(self.session, slug)
        return list_commendations(self.session, slug, arguments, self.identity)

    @permit(*OFFICE)
    @blueprint.doc(operationId="add_commendation")
    @blueprint.arguments(NewCommendationSchema)
    @blueprint.response(201, CommendationSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Put a commendation at the end of the order."""
        conference_of(self.session, slug)
        return self.view(add_commendation(self.session, slug, data, by=self.identity, clock=self.clock))


@blueprint.route("/order")
class Order(CommendationResource):
    """The order of call."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="order_commendations")
    @blueprint.arguments(CommendationOrderSchema)
    @blueprint.response(204)
    def put(self, data: dict[str, Any], slug: str) -> Response:
        """Call them in this order: all of them are named, in the versions that were seen."""
        conference_of(self.session, slug)
        order_commendations(self.session, slug, data["order"], clock=self.clock)
        return Response(status=204)


@blueprint.route("/<uuid:commendation_id>")
class OneCommendation(CommendationResource):
    """One commendation."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="update_commendation")
    @blueprint.arguments(CommendationChangesSchema)
    @blueprint.response(200, CommendationSchema)
    def patch(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> dict[str, Any]:
        """Correct what is awarded."""
        commendation = self.locked(slug, commendation_id, data["version"])
        retitle_commendation(self.session, commendation, data["title"], clock=self.clock)
        return self.view(commendation)


@blueprint.route("/<uuid:commendation_id>/proxy")
class Proxy(CommendationResource):
    """Who receives on behalf."""

    @permit(*STAGE)
    @blueprint.doc(operationId="name_commendation_proxy")
    @blueprint.arguments(CommendationProxySchema)
    @blueprint.response(200, CommendationSchema)
    def put(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> dict[str, Any]:
        """Say who receives on behalf: a delegate of the same unit, or anybody by name."""
        commendation = self.locked(slug, commendation_id, data["version"])
        name_proxy(self.session, commendation, data, by=self.identity, clock=self.clock)
        return self.view(commendation)


@blueprint.route("/<uuid:commendation_id>/call")
class Call(CommendationResource):
    """Calling."""

    @permit(*STAGE)
    @blueprint.doc(operationId="call_commendation")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, CommendationSchema)
    def post(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> dict[str, Any]:
        """Call the recipient to the stage."""
        return self.step(slug, commendation_id, data["version"], CommendationAction.CALL)


@blueprint.route("/<uuid:commendation_id>/receive")
class Receive(CommendationResource):
    """Handing over."""

    @permit(*STAGE)
    @blueprint.doc(operationId="receive_commendation")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, CommendationSchema)
    def post(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> dict[str, Any]:
        """Keep that the commendation was handed over."""
        return self.step(slug, commendation_id, data["version"], CommendationAction.RECEIVE)


@blueprint.route("/<uuid:commendation_id>/take-back")
class TakeBack(CommendationResource):
    """Taking one step back."""

    @permit(*STAGE)
    @blueprint.doc(operationId="take_back_commendation")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, CommendationSchema)
    def post(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> dict[str, Any]:
        """Take back the last step on the stage."""
        return self.step(slug, commendation_id, data["version"], CommendationAction.TAKE_BACK)


@blueprint.route("/<uuid:commendation_id>/remove")
class Remove(CommendationResource):
    """Taking off the list."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="remove_commendation")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(204)
    def post(self, data: dict[str, Any], slug: str, commendation_id: UUID) -> Response:
        """Take a commendation off the list that was not called yet."""
        commendation = self.locked(slug, commendation_id, data["version"])
        remove_commendation(self.session, commendation, by=self.identity, clock=self.clock)
        return Response(status=204)
