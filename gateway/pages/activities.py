"""Activities: whoever holds one reports what was done, the office confirms on its board. One address for all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import LongBody
from gateway.front.forward import passed_on
from gateway.pages.choices import unit_choices
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted, back
from gateway.pages.tables import Table, chosen, list_query
from gateway.security.long_bodies import takes_files

blueprint = Blueprint("activities", __name__, url_prefix="/conferences/<slug>/activities")

FILTERS = ("q", "activity", "unit", "state", "overdue")
EVERY = 500
OPEN = ("planned", "under_way", "sent_back")
"""States in which something is still to be done by whoever holds it."""


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """A unit's own activities as cards; the office's board of all."""
    if _holds_its_own():
        reports = services().documents.get(_address(slug), page_size=EVERY)["items"]
        waiting_first = sorted(reports, key=lambda each: each["state"] not in OPEN)
        return render_template("activities/own.html", slug=slug, reports=waiting_first)
    answer = services().documents.get(_address(slug), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "position")
    planned = services().documents.get(path("conferences", slug, "activities"), page_size=EVERY)["items"]
    activities = [(each["code"], each["title"]) for each in planned]
    return render_template(
        "activities/board.html", slug=slug, table=table, units=unit_choices(slug), activities=activities
    )


@blueprint.get("/list.<any(xlsx,pdf):kind>")
def export(slug: str, kind: str) -> ResponseReturnValue:
    """The whole of the list that the page shows a part of."""
    return passed_on(services().documents.open(_address(slug, f"list.{kind}"), **chosen(FILTERS)))


@blueprint.get("/<uuid:report_id>")
def show(slug: str, report_id: UUID) -> ResponseReturnValue:
    """One activity with one unit: what was reported, what can be done, who did what."""
    report = services().documents.get(_address(slug, report_id))
    return render_template("activities/show.html", slug=slug, report=report, form=FormState(report))


@blueprint.post("/<uuid:report_id>/report")
@takes_files
def report(slug: str, report_id: UUID) -> ResponseReturnValue:
    """Report what was done; a file goes first and is named in the report."""
    form = FormState.sent()
    body = {name: form.text(name) for name in ("held_on", "place", "account", "link")}
    try:
        sent = request.files.get("file")
        if sent is not None and sent.filename:
            address = path("conferences", slug, "uploads")
            upload = services().documents.post_long(address, LongBody(sent.stream, None), filename=sent.filename[-150:])
            body["upload_id"] = upload["id"]
        services().documents.post(
            _address(slug, report_id, "report"), body | {"version": form.number("version")}, key=form.key
        )
    except ServiceProblem as problem:
        shown = services().documents.get(_address(slug, report_id))
        return refused("activities/show.html", form, problem, slug=slug, report=shown)
    flash(_("Đã báo kết quả cho Văn phòng."), "success")
    return redirect(_home(slug, report_id), 303)


@blueprint.post("/<uuid:report_id>/<any(start,'not-held',confirm,'send-back',reopen):verb>")
def step(slug: str, report_id: UUID, verb: str) -> ResponseReturnValue:
    """Take a step."""
    form = FormState.sent()
    body: dict[str, Any] = {"version": form.number("version")}
    if verb in ("not-held", "send-back"):
        body["reason"] = form.text("reason")
    if attempted(lambda: services().documents.post(_address(slug, report_id, verb), body, key=form.key)) is not None:
        done = {
            "start": _("Đã ghi là đang làm."),
            "not-held": _("Đã báo không tổ chức."),
            "confirm": _("Đã xác nhận. Đơn vị được báo."),
            "send-back": _("Đã trả lại. Đơn vị được báo lý do."),
            "reopen": _("Đã mở lại."),
        }
        flash(str(done[verb]), "success")
    return back(_home(slug, report_id))


@blueprint.get("/<uuid:report_id>/evidence")
def evidence(slug: str, report_id: UUID) -> ResponseReturnValue:
    """The file that shows it."""
    return passed_on(services().documents.open(_address(slug, report_id, "evidence")))


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "activity-reports", *more)


def _home(slug: str, report_id: UUID) -> str:
    """Where the reader goes on: at their own list, or at the one that the office looks at."""
    if _holds_its_own():
        return url_for("activities.index", slug=slug)
    return url_for("activities.show", slug=slug, report_id=report_id)


def _holds_its_own() -> bool:
    """Whether the reader acts for one unit or department."""
    reader = require_reader()
    owner = reader.role in (Role.UNIT, Role.BROADCASTER, Role.DEPARTMENT)
    return owner and reader.identity.unit is not None
