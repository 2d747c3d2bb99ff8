"""Failed events of each service, for the administrator: see, try again, set aside."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.forms import FormState
from gateway.pages.tables import Table, list_query
from gateway.pages.tasks import SERVICES

blueprint = Blueprint("failed_events", __name__, url_prefix="/failed-events")

FILTERS = ("state",)
SHOWN_LETTERS = 20


@blueprint.get("")
@blueprint.get("/<service>")
def index(service: str = SERVICES[0]) -> ResponseReturnValue:
    """What one service could not apply, the oldest first."""
    _check(service)
    query = list_query(FILTERS)
    answer = services().named(service).get("/failed-events", **query)
    letters = services().named(service).get("/failed-events/dead-letters", page_size=SHOWN_LETTERS)
    return render_template(
        "failed_events/list.html",
        table=Table.of(answer, FILTERS),
        letters=letters,
        service=service,
        services=SERVICES,
    )


@blueprint.post("/<service>/<uuid:event_id>/replay")
def replay(service: str, event_id: UUID) -> ResponseReturnValue:
    """Try the event anew."""
    _check(service)
    services().named(service).post(path("failed-events", event_id, "replay"), key=FormState.sent().key)
    flash(_("Sự kiện sẽ được xử lý lại ngay."), "success")
    return redirect(url_for("failed_events.index", service=service), 303)


@blueprint.post("/<service>/<uuid:event_id>/discard")
def discard(service: str, event_id: UUID) -> ResponseReturnValue:
    """Set the event aside for good, with a reason."""
    _check(service)
    form = FormState.sent()
    body = {"reason": request.form.get("reason", "").strip()}
    services().named(service).post(path("failed-events", event_id, "discard"), body, key=form.key)
    flash(_("Đã bỏ qua sự kiện. Sự kiện sau của cùng đối tượng được xử lý tiếp."), "success")
    return redirect(url_for("failed_events.index", service=service), 303)


def _check(service: str) -> None:
    if service not in SERVICES:
        raise Problem(NOT_FOUND)
