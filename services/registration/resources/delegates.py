"""Delegates: list, register, correct, confirm, excuse, admit, cancel, substitute; and their pass."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import found, permit, require
from services.registration import rules
from services.registration.models import Delegate
from services.registration.operations.admit_at_gate import admit_at_gate
from services.registration.operations.admit_delegate import admit_delegate
from services.registration.operations.affiliate import leave_list
from services.registration.operations.announcing import pass_data
from services.registration.operations.closing import require_open_lists
from services.registration.operations.confirm_attendance import confirm_attendance
from services.registration.operations.excuse_attendance import excuse_attendance
from services.registration.operations.excuse_delegate import cancel_delegate
from services.registration.operations.issue_pass import held_pass
from services.registration.operations.persons import units_of
from services.registration.operations.register_delegate import register_delegate
from services.registration.operations.steps import expect_version
from services.registration.operations.substitute_delegate import lock_substitute, substitute_delegate
from services.registration.operations.update_delegate import update_listed
from services.registration.problems import NO_PASS
from services.registration.queries.conferences import conference_of
from services.registration.queries.delegates import delegate_of, delegate_view, detailed_view, list_delegates
from services.registration.resources.base import (
    DESK,
    OFFICE,
    OFFICE_AND_INVITEES,
    OFFICE_AND_UNIT,
    RegistrationResource,
    over_quota_notes,
)
from services.registration.schemas.delegate import (
    DelegateArguments,
    DelegateChangesSchema,
    DelegateDetailSchema,
    DelegateReasonSchema,
    DelegateSchema,
    NewDelegateSchema,
    PassSchema,
    SubstituteSchema,
)
from services.registration.workflows.delegate import TAKES_A_PLACE

blueprint = Blueprint(
    "delegates", __name__, url_prefix="/conferences/<slug>/delegates", description="Delegates and their passes."
)

ON_SEVERAL_LISTS = Text(
    "{name} đã có trong danh sách đại biểu: một chỗ, một thẻ, đứng tên {units}.",
    "{name} is on the list already: one seat, one pass, for {units}.",
)
STILL_COMES = Text(
    "Đã rút tên {name} khỏi danh sách của đơn vị. Đại biểu vẫn dự vì còn được mời hoặc có tên ở nơi khác.",
    "{name} is off the unit's list. They still attend: they are invited, or named by another unit.",
)


class DelegateResource(RegistrationResource):
    """A resource about delegates."""

    def locked(self, slug: str, delegate_id: UUID) -> Delegate:
        """The delegate, for changing them."""
        return delegate_of(self.session, slug, delegate_id, self.identity, lock=True)

    def require_open_lists(self, slug: str) -> None:
        """Refuse a unit after the closing time."""
        require_open_lists(self.session, slug, by=self.identity, clock=self.clock)

    def view(self, delegate: Delegate, note: Text | None = None) -> dict[str, Any]:
        """What the caller may see of them, and what else happened."""
        seen = delegate_view(self.session, delegate, self.identity, self.parts.links)
        words = note and note.in_language(reader_language(), name=delegate.full_name, units=seen["unit_name"])
        return seen | {"note": words}

    def view_with_quota(self, delegate: Delegate) -> dict[str, Any]:
        """The same; the note says which of their units have more delegates now than their quota."""
        notes = over_quota_notes(self.session, delegate.conference, units_of(self.session, delegate))
        return self.view(delegate) | {"note": " ".join(notes) or None}


@blueprint.route("")
class Delegates(DelegateResource):
    """The delegates of a conference."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR, Role.UNIT)
    @blueprint.doc(operationId="list_delegates")
    @blueprint.arguments(DelegateArguments, location="query")
    @blueprint.response(200, page_schema(DelegateSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List delegates in the order of Vietnamese names; a unit sees its own."""
        conference_of(self.session, slug)
        return list_delegates(self.session, slug, arguments, self.identity, self.parts.links)

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="register_delegate")
    @blueprint.arguments(NewDelegateSchema)
    @blueprint.response(201, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Name a delegate: registered within the unit's quota, waiting over it."""
        conference_of(self.session, slug)
        found(data["unit"] if rules.is_of_unit(self.identity, data["unit"]) else None)
        self.require_open_lists(slug)
        named = register_delegate(self.session, slug, data, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(named.delegate, ON_SEVERAL_LISTS if named.merged else None)


@blueprint.route("/<uuid:delegate_id>")
class OneDelegate(DelegateResource):
    """One delegate."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.UNIT, Role.DELEGATE)
    @blueprint.doc(operationId="get_delegate")
    @blueprint.response(200, DelegateDetailSchema)
    def get(self, slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Show a delegate with their history, and the chain of a place that was handed over."""
        delegate = delegate_of(self.session, slug, delegate_id, self.identity)
        return detailed_view(self.session, delegate, self.identity, self.parts.links) | {"note": None}

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="update_delegate")
    @blueprint.arguments(DelegateChangesSchema)
    @blueprint.response(200, DelegateSchema)
    def patch(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Correct what is known of a delegate."""
        self.require_open_lists(slug)
        delegate = self.locked(slug, delegate_id)
        expect_version(delegate, data.pop("version"))
        update_listed(self.session, delegate, data, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(delegate)


@blueprint.route("/<uuid:delegate_id>/confirm")
class Confirm(DelegateResource):
    """Confirming."""

    @permit(*OFFICE_AND_INVITEES)
    @blueprint.doc(operationId="confirm_delegate")
    @blueprint.response(200, DelegateSchema)
    def post(self, slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Confirm that the delegate will come: a pass is issued and sent."""
        delegate = self.locked(slug, delegate_id)
        takes_a_place = delegate.state not in TAKES_A_PLACE
        confirm_attendance(self.session, delegate, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view_with_quota(delegate) if takes_a_place else self.view(delegate)


@blueprint.route("/<uuid:delegate_id>/excuse")
class Excuse(DelegateResource):
    """Excusing."""

    @permit(*OFFICE_AND_INVITEES)
    @blueprint.doc(operationId="excuse_delegate")
    @blueprint.arguments(DelegateReasonSchema)
    @blueprint.response(200, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Excuse the delegate's absence: their pass dies."""
        self.require_open_lists(slug)
        delegate = self.locked(slug, delegate_id)
        if leave_list(self.session, delegate, data["reason"], by=self.identity, parts=self.parts, clock=self.clock):
            return self.view(delegate, STILL_COMES)
        excuse_attendance(self.session, delegate, data["reason"], by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(delegate)


@blueprint.route("/<uuid:delegate_id>/admit")
class Admit(DelegateResource):
    """Admitting from the waiting list."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="admit_delegate")
    @blueprint.response(200, DelegateSchema)
    def post(self, slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Give a waiting delegate a place, over the quota too: `note` says so."""
        delegate = self.locked(slug, delegate_id)
        admit_delegate(self.session, delegate, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view_with_quota(delegate)


@blueprint.route("/<uuid:delegate_id>/cancel")
class Cancel(DelegateResource):
    """Taking off the list."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="cancel_delegate")
    @blueprint.arguments(DelegateReasonSchema)
    @blueprint.response(200, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Take the delegate off the list for good: their pass and link die."""
        self.require_open_lists(slug)
        delegate = self.locked(slug, delegate_id)
        if leave_list(self.session, delegate, data["reason"], by=self.identity, parts=self.parts, clock=self.clock):
            return self.view(delegate, STILL_COMES)
        cancel_delegate(self.session, delegate, data["reason"], by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(delegate)


@blueprint.route("/<uuid:delegate_id>/substitute")
class Substitute(DelegateResource):
    """Handing a place over."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.UNIT, Role.DELEGATE)
    @blueprint.doc(operationId="substitute_delegate")
    @blueprint.arguments(SubstituteSchema)
    @blueprint.response(201, DelegateSchema)
    def post(self, data: dict[str, Any], slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Let another person come instead: the delegate's pass dies, the other one is confirmed and gets a pass."""
        at_gate = data.pop("check_in")
        require(at_gate is None or self.identity.role in DESK)
        lock_substitute(self.session, slug, data)
        delegate = self.locked(slug, delegate_id)
        substitute = substitute_delegate(
            self.session, delegate, data, by=self.identity, parts=self.parts, clock=self.clock
        )
        if at_gate is not None:
            admit_at_gate(self.session, substitute, at_gate, by=self.identity, parts=self.parts, clock=self.clock)
        return self.view(substitute)


@blueprint.route("/<uuid:delegate_id>/pass")
class PassOf(DelegateResource):
    """The pass of one delegate."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.UNIT, Role.DELEGATE)
    @blueprint.doc(operationId="get_pass")
    @blueprint.response(200, PassSchema)
    def get(self, slug: str, delegate_id: UUID) -> dict[str, Any]:
        """Show the pass that a confirmed delegate holds."""
        delegate = delegate_of(self.session, slug, delegate_id, self.identity)
        held = held_pass(self.session, delegate)
        if held is None:
            raise Problem(NO_PASS)
        return pass_data(held, self.parts) | {"delegate": self.view(delegate)}
