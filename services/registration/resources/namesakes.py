"""Delegates who may be the same person: seen, made one, told apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.resource import permit
from services.registration.models import Delegate
from services.registration.operations.merge_delegates import in_order, merge_delegates, tell_apart
from services.registration.queries.conferences import conference_of
from services.registration.queries.delegates import delegate_of, delegate_view
from services.registration.queries.namesakes import list_namesakes
from services.registration.resources.base import OFFICE, RegistrationResource
from services.registration.schemas.delegate import DelegateSchema, NamesakesSchema, OtherDelegateSchema

blueprint = Blueprint(
    "namesakes", __name__, url_prefix="/conferences/<slug>/delegates", description="Delegates of one name."
)


class NamesakesResource(RegistrationResource):
    """A resource about two delegates."""

    def both(self, slug: str, delegate_id: UUID, other: UUID) -> tuple[Delegate, Delegate]:
        """The two, locked."""
        locked = {
            each: delegate_of(self.session, slug, each, self.identity, lock=True)
            for each in in_order(delegate_id, other)
        }
        return locked[delegate_id], locked[other]


@blueprint.route("/namesakes")
class AllNamesakes(NamesakesResource):
    """Pairs that wait for a decision."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="list_namesakes")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(NamesakesSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List delegates of one name who may be the same person."""
        conference_of(self.session, slug)
        return list_namesakes(self.session, slug, arguments, self.identity, self.parts.links)


@blueprint.route("/<uuid:delegate_id>/merge")
class Merge(NamesakesResource):
    """Two are one."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="merge_delegates")
    @blueprint.arguments(OtherDelegateSchema)
    @blueprint.response(200, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Make one delegate of two of the same name: the other pass dies."""
        one, other = self.both(slug, delegate_id, data["other"])
        kept = merge_delegates(self.session, one, other, by=self.identity, parts=self.parts, clock=self.clock)
        return delegate_view(self.session, kept, self.identity, self.parts.links)


@blueprint.route("/<uuid:delegate_id>/tell-apart")
class TellApart(NamesakesResource):
    """Two are two."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="tell_delegates_apart")
    @blueprint.arguments(OtherDelegateSchema)
    @blueprint.response(200, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Say that two delegates of one name are two persons."""
        one, other = self.both(slug, delegate_id, data["other"])
        tell_apart(self.session, one, other, by=self.identity, clock=self.clock)
        return delegate_view(self.session, one, self.identity, self.parts.links)
