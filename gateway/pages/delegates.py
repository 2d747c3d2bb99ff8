"""Delegates, for the office: list, add, correct, confirm, excuse, admit, take off the list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.choices import category_choices, gate_names, unit_choices
from gateway.pages.dashboard_figures import shown_or_none
from gateway.pages.forms import FormState, refused, refused_edit
from gateway.pages.my import SUBSTITUTE
from gateway.pages.pass_symbol import symbol_path
from gateway.pages.steps import attempted, back
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("delegates", __name__, url_prefix="/conferences/<slug>/delegates")

FILTERS = ("q", "unit", "category", "state", "kind", "present", "has_email")
SHORTEST_SEARCH = 2
TYPED = "RÚT TÊN"
"""What is typed before many are taken off the list."""
NOBODY: dict[str, Any] = {"items": [], "page": 1, "page_size": 50, "total": 0}
"""What the welcome desk sees before it types a name."""
FIELDS = ("full_name", "post", "phone", "email", "kind")


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """In the order of Vietnamese names."""
    asks = (
        require_reader().role is not Role.RECEPTIONIST or len((request.args.get("q") or "").strip()) >= SHORTEST_SEARCH
    )
    answer = (
        services().registration.get(path("conferences", slug, "delegates"), **list_query(FILTERS)) if asks else NOBODY
    )
    return render_template(
        "delegates/list.html",
        slug=slug,
        table=Table.of(answer, FILTERS, "full_name"),
        units=unit_choices(slug),
        categories=category_choices(slug),
        edits=require_reader().role is Role.ORGANIZER,
        browses=asks,
        quotas=_quotas(slug) if request.args.get("state") == "waiting" else {},
        typed_word=TYPED,
    )


@blueprint.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """An empty form, for a unit that cannot do it itself."""
    form = FormState({"kind": "delegate", "unit": request.args.get("unit", "")})
    return render_template("delegates/new.html", slug=slug, form=form, units=unit_choices(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Name a delegate; over the unit's quota they wait for a decision."""
    form = FormState.sent()
    person = {"unit": form.text("unit"), **{name: form.text(name) for name in FIELDS}}
    try:
        delegate = services().registration.post(path("conferences", slug, "delegates"), person, key=form.key)
    except ServiceProblem as problem:
        return refused("delegates/new.html", form, problem, slug=slug, units=unit_choices(slug))
    if delegate["note"]:
        flash(delegate["note"], "success")
    elif delegate["state"] == "waiting":
        flash(_("Đơn vị đã hết chỉ tiêu: %(name)s vào danh sách chờ.", name=delegate["full_name"]), "warning")
    else:
        flash(_("Đã ghi tên %(name)s.", name=delegate["full_name"]), "success")
    return redirect(url_for("delegates.show", slug=slug, delegate_id=delegate["id"]), 303)


@blueprint.get("/<uuid:delegate_id>")
def show(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """One delegate with their pass, papers, e-mails and history."""
    return render_template("delegates/show.html", slug=slug, **_details(slug, delegate_id))


@blueprint.get("/<uuid:delegate_id>/edit")
def edit(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """The form with what is known."""
    delegate = _delegate(slug, delegate_id)
    form = FormState({name: delegate[name] for name in (*FIELDS, "version")})
    return render_template("delegates/edit.html", slug=slug, form=form, delegate=delegate, stale=False)


@blueprint.post("/<uuid:delegate_id>")
def update(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Correct what is known, unless somebody did so meanwhile."""
    form = FormState.sent()
    changes = {"version": form.number("version"), **{name: form.text(name) for name in FIELDS}}
    try:
        services().registration.patch(path("conferences", slug, "delegates", delegate_id), changes, key=form.key)
    except ServiceProblem as problem:
        return refused_edit("delegates/edit.html", form, problem, slug=slug, delegate=_delegate(slug, delegate_id))
    flash(_("Đã lưu thông tin của %(name)s.", name=changes["full_name"]), "success")
    return redirect(url_for("delegates.show", slug=slug, delegate_id=delegate_id), 303)


@blueprint.post("/<uuid:delegate_id>/<any(confirm,admit,excuse,cancel):verb>")
def step(slug: str, delegate_id: UUID, verb: str) -> ResponseReturnValue:
    """Confirm, admit from the waiting list, excuse or take off the list."""
    form = FormState.sent()
    address = path("conferences", slug, "delegates", delegate_id, verb)
    body = {"reason": form.text("reason")} if verb in ("excuse", "cancel") else {}
    delegate = attempted(lambda: services().registration.post(address, body, key=form.key))
    if delegate is not None:
        flash(_done(verb, delegate["full_name"]), "success")
        if delegate["note"]:
            flash(delegate["note"], "warning")
    return back(url_for("delegates.show", slug=slug, delegate_id=delegate_id))


@blueprint.post("/<uuid:delegate_id>/substitute")
def substitute(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Hand the place over; the page of the new person follows."""
    form = FormState.sent()
    address = path("conferences", slug, "delegates", delegate_id, "substitute")
    person = {name: form.text(name) for name in (*SUBSTITUTE, "reason")}
    instead = attempted(lambda: services().registration.post(address, person, key=form.key))
    if instead is None:
        return back(url_for("delegates.show", slug=slug, delegate_id=delegate_id))
    flash(_("Đã chuyển cho đồng chí %(name)s đi thay.", name=instead["full_name"]), "success")
    return redirect(url_for("delegates.show", slug=slug, delegate_id=instead["id"]), 303)


def _quotas(slug: str) -> dict[str, dict[str, int]]:
    """For deciding about those who wait: what each unit has used of its quota."""
    units = services().registration.get(path("conferences", slug, "units"), page_size=500)["items"]
    return {unit["code"]: {"taken": unit["registered"] + unit["confirmed"], "quota": unit["quota"]} for unit in units}


def _delegate(slug: str, delegate_id: UUID) -> dict[str, Any]:
    delegate: dict[str, Any] = services().registration.get(path("conferences", slug, "delegates", delegate_id))
    return delegate


def _details(slug: str, delegate_id: UUID) -> dict[str, Any]:
    """The delegate; pass, papers and e-mails as far as their services answer."""
    delegate = _delegate(slug, delegate_id)
    about = {"about": str(delegate_id), "page_size": 20}
    office = require_reader().role is Role.ORGANIZER
    held = _pass(slug, delegate) if delegate["state"] == "confirmed" else None
    return {
        "delegate": delegate,
        "edits": office,
        "gates": gate_names(slug),
        "pass": held,
        "symbol": symbol_path(held["text"]) if held else None,
        "papers": _about(office, "documents", path("conferences", slug, "papers"), about),
        "messages": _about(office, "notification", path("conferences", slug, "messages"), about),
    }


def _about(office: bool, service: str, address: str, about: dict[str, Any]) -> dict[str, Any] | None:
    return shown_or_none(lambda: services().named(service).get(address, **about)) if office else None


def _pass(slug: str, delegate: dict[str, Any]) -> dict[str, Any] | None:
    address = path("conferences", slug, "delegates", delegate["id"], "pass")
    return shown_or_none(lambda: services().registration.get(address))


def _done(verb: str, name: str) -> str:
    texts = {
        "confirm": _("Đã xác nhận %(name)s. Thẻ đại biểu đã được cấp.", name=name),
        "admit": _("Đã nhận %(name)s từ danh sách chờ.", name=name),
        "excuse": _("Đã ghi vắng có lý do: %(name)s.", name=name),
        "cancel": _("Đã rút tên %(name)s khỏi danh sách.", name=name),
    }
    return str(texts[verb])
