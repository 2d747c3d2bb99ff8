"""Petitions picked from an accepted report: proposed by the system, confirmed one by one by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.forms import FormState
from gateway.pages.steps import UNPROCESSABLE

blueprint = Blueprint("petition_picking", __name__, url_prefix="/conferences/<slug>/petitions/reports")

EVERY = 500


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The reports that were accepted."""
    asked = {"submission_state": "accepted", "page_size": EVERY, "sort": "unit_name"}
    accepted = services().documents.get(path("conferences", slug, "obligations"), **asked)["items"]
    reports = [each for each in accepted if each["kind"] in ("report", "field_report")]
    return render_template("petitions/reports.html", slug=slug, reports=reports)


@blueprint.get("/<uuid:obligation_id>")
def show(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """What the accepted version of a report asks for."""
    return render_template("petitions/pick.html", **_page(slug, obligation_id), form=FormState(), again=None)


@blueprint.post("/<uuid:obligation_id>")
def create(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """Enter those that were ticked, as they were corrected on the page; what is refused stays there as it was typed."""
    form = FormState.sent()
    unit, entered, refused = form.text("unit"), 0, {}
    for number in request.form.getlist("pick"):
        body = {"unit": unit, **{name: form.text(f"{name}-{number}") or "" for name in ("content", "recipient")}}
        try:
            services().documents.post(path("conferences", slug, "petitions"), body, key=f"{form.key}-{number}")
            entered += 1
        except ServiceProblem as problem:
            refused[number] = " ".join(problem.field_faults().values()) or problem.detail
    if entered:
        flash(ngettext("Đã ghi %(num)d kiến nghị.", "Đã ghi %(num)d kiến nghị.", entered), "success")
    if refused:
        page = render_template("petitions/pick.html", **_page(slug, obligation_id), form=form, again=refused)
        return Response(page, UNPROCESSABLE, mimetype="text/html")
    return redirect(url_for("petition_picking.show", slug=slug, obligation_id=obligation_id), 303)


def _page(slug: str, obligation_id: UUID) -> dict[str, Any]:
    address = path("conferences", slug, "obligations", obligation_id)
    obligation = services().documents.get(address)
    accepted = [each for each in obligation["submissions"] if each["decision"] == "accepted"]
    latest = max(accepted, key=lambda each: each["number"], default=None)
    candidates = None
    if latest is not None:
        candidates = services().documents.get(f"{address}/submissions/{latest['id']}/petition-candidates")
    choices = services().documents.get(path("conferences", slug, "petitions", "choices"))
    recipients = [(each["code"], each["name"]) for each in choices["recipients"]]
    return {"slug": slug, "obligation": obligation, "candidates": candidates, "recipients": recipients}
