"""The audit trail over HTTP."""

from __future__ import annotations

from typing import Any

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import page_schema
from chassis.web.resource import permit
from gateway.operations.audit_trail import inspect_trail
from gateway.queries.lists import list_audit_entries
from gateway.resources.base import GatewayResource
from gateway.schemas.accounts import AuditArguments, AuditEntrySchema, InspectionSchema

blueprint = Blueprint("api_audit", __name__, url_prefix="/api/v1/audit")


@blueprint.route("")
class Audit(GatewayResource):
    """The trail."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="list_audit_entries", tags=["audit"])
    @blueprint.arguments(AuditArguments, location="query")
    @blueprint.response(200, page_schema(AuditEntrySchema))
    def get(self, arguments: dict[str, Any]) -> Any:
        """List changes asked for through the gateway, newest first."""
        return list_audit_entries(self.session, arguments)


@blueprint.route("/check")
class AuditCheck(GatewayResource):
    """The trail as a chain."""

    @permit(Role.ADMINISTRATOR)
    @blueprint.doc(operationId="check_audit_trail", tags=["audit"])
    @blueprint.response(200, InspectionSchema)
    def get(self) -> Any:
        """Read every line of the trail, and say whether it is as it was written."""
        return inspect_trail(self.session)
