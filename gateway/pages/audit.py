"""The audit trail, for the administrator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import ValidationError

from chassis.web.problems import field_faults, invalid_input
from gateway.context import parts
from gateway.language import page_language
from gateway.operations.audit_trail import inspect_trail
from gateway.pages.tables import Table, list_query
from gateway.queries.lists import list_audit_entries
from gateway.schemas.accounts import ROLES, AuditArguments, AuditEntrySchema

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

FILTERS = ("q", "role", "conference")


@blueprint.post("/check")
def check() -> ResponseReturnValue:
    """Read the whole chain, and say whether every line is as it was written."""
    with parts().database.read() as session:
        found = inspect_trail(session)
    if found.intact:
        text = _("Nhật ký còn nguyên vẹn: %(count)d dòng. Dấu cuối: %(head)s", count=found.entries, head=found.head)
        flash(text, "success")
    else:
        flash(_("Dòng số %(line)d của nhật ký đã bị sửa hoặc thiếu dòng trước nó.", line=found.broken_at), "error")
    return redirect(url_for("audit.index"), 303)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Who asked for which change and saw which data, newest first."""
    try:
        arguments = AuditArguments().load({k: v for k, v in list_query(FILTERS).items() if v is not None})
    except ValidationError as error:
        raise invalid_input(field_faults(error.messages, page_language())) from None
    with parts().database.read() as session:
        page = list_audit_entries(session, arguments)
        items = AuditEntrySchema(many=True).dump(page.items)
    answer = {"items": items, "page": page.page, "page_size": page.page_size, "total": page.total}
    return render_template("audit/list.html", table=Table.of(answer, FILTERS, "-at"), roles=ROLES)
