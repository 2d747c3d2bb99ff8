"""The welcome desk: somebody comes instead, somebody comes whom nobody named, and a second person says yes or no.

Each is entered on one short page, let in at that gate in the same step, and shown in green with the badge to print.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import ServiceUnavailable
from gateway.context import parts
from gateway.front.forward import passed_on
from gateway.pages.choices import gate_names, unit_choices
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted

blueprint = Blueprint("desk", __name__, url_prefix="/conferences/<slug>/desk")

PERSON = ("full_name", "post", "phone", "email")
GUEST = ("full_name", "post", "phone", "unit", "organisation", "reason")
AT_GATE = ("scan_id", "scanned_at")


@blueprint.get("/<code>/substitute/<uuid:delegate_id>")
def substitute(slug: str, code: str, delegate_id: UUID) -> ResponseReturnValue:
    """Who comes instead: two fields are enough."""
    return render_template("desk/substitute.html", form=_opened(), **_place(slug, code, delegate_id))


@blueprint.post("/<code>/substitute/<uuid:delegate_id>")
def let_substitute_in(slug: str, code: str, delegate_id: UUID) -> ResponseReturnValue:
    """Hand the place over and check the substitute in, in one step."""
    form = FormState.sent()
    person = {name: form.text(name) for name in PERSON} | {"check_in": _at_gate(code, form)}
    address = path("conferences", slug, "delegates", delegate_id, "substitute")
    try:
        person = services().registration.post(address, person, key=form.key)
    except ServiceProblem as problem:
        return refused("desk/substitute.html", form, problem, **_place(slug, code, delegate_id))
    return redirect(url_for("desk.person", slug=slug, code=code, delegate_id=person["id"]), 303)


@blueprint.get("/<code>/unlisted")
def unlisted(slug: str, code: str) -> ResponseReturnValue:
    """A guest whom nobody named, and why they are let in."""
    form = _opened(full_name=request.args.get("name", ""))
    return render_template("desk/unlisted.html", form=form, units=unit_choices(slug), **_gate(slug, code))


@blueprint.post("/<code>/unlisted")
def enter_unlisted(slug: str, code: str) -> ResponseReturnValue:
    """Let the guest in, or have them wait for a second person's word."""
    form = FormState.sent()
    guest = {name: form.text(name) for name in GUEST} | _at_gate(code, form)
    try:
        guest = services().registration.post(path("conferences", slug, "unlisted-guests"), guest, key=form.key)
    except ServiceProblem as problem:
        return refused("desk/unlisted.html", form, problem, units=unit_choices(slug), **_gate(slug, code))
    return redirect(url_for("desk.person", slug=slug, code=code, delegate_id=guest["id"]), 303)


@blueprint.get("/<code>/people/<uuid:delegate_id>")
def person(slug: str, code: str, delegate_id: UUID) -> ResponseReturnValue:
    """What became of who was just entered, in one colour; asks anew while there is something to wait for."""
    delegate = services().registration.get(path("conferences", slug, "delegates", delegate_id))
    printable = delegate["state"] == "confirmed" and _badge_is_there(slug, delegate_id)
    reason = next((step["reason"] for step in reversed(delegate["history"]) if step["reason"]), None)
    return render_template(
        "desk/person.html", delegate=delegate, printable=printable, reason=reason, **_gate(slug, code)
    )


@blueprint.get("/badges/<uuid:delegate_id>.pdf")
def badge(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """The badge, for the printer beside the desk."""
    return passed_on(services().documents.open(path("conferences", slug, "badges", delegate_id)))


@blueprint.get("/waiting")
def waiting(slug: str) -> ResponseReturnValue:
    """Guests who wait for a second person's word, and those who were decided about."""
    address = path("conferences", slug, "unlisted-guests")
    return render_template(
        "desk/waiting.html",
        slug=slug,
        waiting=services().registration.get(address, state="waiting", page_size=50)["items"],
        entered=services().registration.get(address, page_size=50)["items"],
        gates=gate_names(slug),
        facts=conference_facts(slug),
    )


@blueprint.post("/waiting/<uuid:delegate_id>/<any(vouch,refuse):decision>")
def decide(slug: str, delegate_id: UUID, decision: str) -> ResponseReturnValue:
    """The second person's word."""
    form = FormState.sent()
    address = path("conferences", slug, "unlisted-guests", delegate_id, "decide")
    body = {"decision": decision, "word": form.text("word")}
    guest = attempted(lambda: services().registration.post(address, body, key=form.key))
    if guest is not None:
        words = _("Đã cho vào: %(name)s.") if decision == "vouch" else _("Đã ghi không nhận: %(name)s.")
        flash(words % {"name": guest["full_name"]}, "success")
    return redirect(url_for("desk.waiting", slug=slug), 303)


def _opened(**values: str) -> FormState:
    """A form that knows its scan from the beginning: sent twice, it is one scan."""
    return FormState({"scan_id": str(uuid4()), "scanned_at": parts().clock().isoformat(), **values})


def _at_gate(code: str, form: FormState) -> dict[str, Any]:
    return {"gate": code} | {name: form.text(name) for name in AT_GATE}


def _gate(slug: str, code: str) -> dict[str, Any]:
    name = gate_names(slug).get(code)
    if name is None:
        raise Problem(NOT_FOUND)
    return {"slug": slug, "code": code, "gate_name": name}


def _place(slug: str, code: str, delegate_id: UUID) -> dict[str, Any]:
    delegate = services().registration.get(path("conferences", slug, "delegates", delegate_id))
    return {"delegate": delegate, **_gate(slug, code)}


def _badge_is_there(slug: str, delegate_id: UUID) -> bool:
    try:
        services().documents.open(path("conferences", slug, "badges", delegate_id)).read()
    except (ServiceProblem, ServiceUnavailable):
        return False
    return True
