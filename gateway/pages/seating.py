"""The seating: the hall drawn with who sits where, proposals, moves by hand, and making it known."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.choices import category_choices
from gateway.pages.forms import FormState
from gateway.pages.hall_seats import drawn_hall
from gateway.pages.steps import attempted
from gateway.security.audit import unaudited

blueprint = Blueprint("seating", __name__, url_prefix="/conferences/<slug>/seating")

REFUSED = (404, 409, 422)


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """The draft, as it is now."""
    return render_template("seating/show.html", slug=slug, proposal=None, **_room(slug))


@blueprint.post("/seats/<seat>")
def move(slug: str, seat: str) -> ResponseReturnValue:
    """Seat somebody, swap two, or clear the seat: the answer is the room as it is then, also when it is refused."""
    body = {"version": request.form.get("version", type=int), "delegate_id": request.form.get("delegate_id") or None}
    refusal = None
    try:
        services().registration.put(path("conferences", slug, "seating", "seats", seat), body)
    except ServiceProblem as problem:
        if problem.status not in REFUSED:
            raise
        refusal = problem
    page = render_template("seating/room.html", slug=slug, refusal=refusal, **_room(slug))
    return Response(page, 200 if refusal is None else refusal.status, mimetype="text/html")


@blueprint.post("/proposal")
@unaudited
def proposal(slug: str) -> ResponseReturnValue:
    """What a proposal would change, before it does."""
    body = {"version": request.form.get("version", type=int), "dry_run": True}
    found = attempted(lambda: services().registration.post(_address(slug, "propose"), body))
    if found is None:
        return redirect(url_for("seating.show", slug=slug), 303)
    return render_template("seating/show.html", slug=slug, proposal=found, **_room(slug))


@blueprint.post("/apply")
def apply(slug: str) -> ResponseReturnValue:
    """Take the proposal over; with `delegates`, a new one for those people only, which is how a conflict is mended."""
    form = FormState.sent()
    delegates = request.form.getlist("delegates") or None
    body = {"version": form.number("version"), "dry_run": False, "delegates": delegates}
    done = attempted(lambda: services().registration.post(_address(slug, "propose"), body, key=form.key))
    if done is not None:
        _say(done)
    return redirect(url_for("seating.show", slug=slug), 303)


@blueprint.post("/publish")
def publish(slug: str) -> ResponseReturnValue:
    """Let everybody know their seats."""
    form = FormState.sent()
    body = {"version": form.number("version")}
    if attempted(lambda: services().registration.post(_address(slug, "publish"), body, key=form.key)) is not None:
        flash(_("Đã công bố sơ đồ. Chỗ ngồi hiện trên thẻ, trang của đại biểu và lời chào ở cửa."), "success")
    return redirect(url_for("seating.show", slug=slug), 303)


@blueprint.get("/print.pdf")
def printed(slug: str) -> ResponseReturnValue:
    """The published seating on paper: `?size=a3` or `a4`, `?kind=plan` (the hall) or `list` (by unit).

    A publication takes a moment to arrive where it is printed. `published_at` says which one the page showed: until
    that has arrived the answer waits, and prints no earlier one.
    """
    options = {name: request.args.get(name) for name in ("size", "kind", "published_at")}
    return passed_on(services().documents.open(path("conferences", slug, "seating-plan.pdf"), **options))


def _address(slug: str, verb: str) -> str:
    return path("conferences", slug, "seating", verb)


def _room(slug: str) -> dict[str, Any]:
    seating = services().registration.get(path("conferences", slug, "seating"))
    return {
        "seating": seating,
        "room": drawn_hall(seating, category_choices(slug)),
        "edits": require_reader().role is Role.ORGANIZER,
    }


def _say(done: dict[str, Any]) -> None:
    moved, left = len(done["moves"]), len(done["unseated"])
    if moved:
        flash(ngettext("Đã xếp lại chỗ cho %(num)d người.", "Đã xếp lại chỗ cho %(num)d người.", moved), "success")
    else:
        flash(_("Không có cách xếp nào khác: các ghế giữ nguyên."), "info")
    if left:
        words = ngettext("%(num)d người chưa có ghế.", "%(num)d người chưa có ghế.", left)
        flash(words, "warning")
