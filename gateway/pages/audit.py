"""The audit trail, for the administrator."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from chassis.web.problems import field_faults, invalid_input
from gateway.context import parts
from gateway.language import page_language
from gateway.pages.tables import Table, list_query
from gateway.queries.lists import list_audit_entries
from gateway.schemas.accounts import ROLES, AuditArguments, AuditEntrySchema

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

FILTERS = ("q", "role", "conference")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Who asked for which change, newest first."""
    try:
        arguments = AuditArguments().load({k: v for k, v in list_query(FILTERS).items() if v is not None})
    except ValidationError as error:
        raise invalid_input(field_faults(error.messages, page_language())) from None
    with parts().database.read() as session:
        page = list_audit_entries(session, arguments)
        items = AuditEntrySchema(many=True).dump(page.items)
    answer = {"items": items, "page": page.page, "page_size": page.page_size, "total": page.total}
    return render_template("audit/list.html", table=Table.of(answer, FILTERS, "-at"), roles=ROLES)
