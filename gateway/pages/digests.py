"""Digests of reports: what units wrote for each section of the outline, and the same as a file to draft from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted

blueprint = Blueprint("digests", __name__, url_prefix="/conferences/<slug>/digests")

WHICH = ("accepted", "came")


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The obligations whose reports can be put together."""
    lines = services().documents.get(path("conferences", slug, "digests"))["items"]
    return render_template("digests/list.html", slug=slug, lines=lines)


@blueprint.get("/<code>")
def show(slug: str, code: str) -> ResponseReturnValue:
    """One section with what every unit says of it; who is missing, and what could not be read."""
    which = request.args.get("which") or None
    which = which if which in WHICH else None
    digest = _digest(slug, code, which or "accepted")
    # Before the first report is accepted, those that came are what there is to see.
    if which is None and not digest["figures"]["accepted"]:
        digest = _digest(slug, code, "came")
    place = _place(digest["sections"])
    section = services().documents.get(
        path("conferences", slug, "digests", code, "sections", place), which=digest["which"]
    )
    units = digest["units"]
    return render_template(
        "digests/show.html",
        slug=slug,
        digest=digest,
        section=section,
        place=place,
        missing=[each for each in units if each["standing"] in ("missing", "returned")],
        left_out=[each for each in units if each["standing"] in ("unreadable", "reading")],
        makes_files=require_reader().role is Role.ORGANIZER,
    )


@blueprint.post("/<code>/<any('digest_pdf', 'digest_word'):kind>")
def create(slug: str, code: str, kind: str) -> ResponseReturnValue:
    """Ask for the file; refused, the page says why."""
    form = FormState.sent()
    wanted = {"kind": kind, "obligation": code, "which": form.text("which") or "accepted"}
    job = attempted(lambda: services().documents.post(path("conferences", slug, "print-jobs"), wanted, key=form.key))
    if job is None:
        return redirect(url_for("digests.show", slug=slug, code=code, which=wanted["which"]), 303)
    return redirect(url_for("print_jobs.show", slug=slug, job_id=job["id"]), 303)


def _digest(slug: str, code: str, which: str) -> dict[str, Any]:
    digest: dict[str, Any] = services().documents.get(path("conferences", slug, "digests", code), which=which)
    return digest


def _place(sections: list[dict[str, Any]]) -> int:
    """The section that is asked for; without one the first that has text, or the very first."""
    asked = request.args.get("section", type=int)
    if asked is not None and 0 <= asked < len(sections):
        return asked
    return next((each["place"] for each in sections if each["units"]), 0)
