"""The delegates whom a unit names on its own page: add, correct, confirm, take off the list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.forms import FormState, refused, refused_edit
from gateway.pages.my import ON_THE_LIST, SUBSTITUTE, own_delegates, own_invitation
from gateway.pages.my import blueprint as blueprint

FIELDS = ("full_name", "post", "phone", "email", "kind")


@blueprint.get("/delegates/new")
def new_delegate(slug: str) -> ResponseReturnValue:
    """An empty form for one delegate."""
    return render_template("my/delegate_new.html", form=FormState({"kind": "delegate"}), **_room(slug))


@blueprint.post("/delegates")
def create_delegate(slug: str) -> ResponseReturnValue:
    """Name a delegate; over the quota they wait for the office's decision."""
    form = FormState.sent()
    person = {"unit": own_invitation(slug)["invitee_code"], **_person(form)}
    try:
        delegate = services().registration.post(path("conferences", slug, "delegates"), person, key=form.key)
    except ServiceProblem as problem:
        return refused("my/delegate_new.html", form, problem, **_room(slug))
    name = delegate["full_name"]
    if delegate["note"]:
        flash(delegate["note"], "success")
    elif delegate["state"] == "waiting":
        flash(_("Đã ghi %(name)s vào danh sách chờ. Văn phòng sẽ xem xét.", name=name), "warning")
    else:
        flash(_("Đã ghi tên %(name)s.", name=name), "success")
    return redirect(url_for("my.new_delegate" if form.text("then") == "another" else "my.show", slug=slug), 303)


@blueprint.get("/delegates/<uuid:delegate_id>")
def edit_delegate(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """The form with what is known of a delegate."""
    delegate = _delegate(slug, delegate_id)
    values = {name: delegate[name] for name in (*FIELDS, "version")}
    return render_template("my/delegate_edit.html", form=FormState(values), delegate=delegate, slug=slug)


@blueprint.post("/delegates/<uuid:delegate_id>")
def update_delegate(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Correct what is known of a delegate, unless somebody did so meanwhile."""
    form = FormState.sent()
    changes = {"version": form.number("version"), **_person(form)}
    try:
        services().registration.patch(path("conferences", slug, "delegates", delegate_id), changes, key=form.key)
    except ServiceProblem as problem:
        return refused_edit("my/delegate_edit.html", form, problem, slug=slug, delegate=_delegate(slug, delegate_id))
    flash(_("Đã lưu thông tin của %(name)s.", name=changes["full_name"]), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.post("/delegates/<uuid:delegate_id>/confirm")
def confirm_delegate(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Confirm on the delegate's behalf: they get their pass."""
    form = FormState.sent()
    delegate = _step(slug, delegate_id, "confirm", {}, form)
    if delegate is not None:
        name = delegate["full_name"]
        flash(_("Đã xác nhận %(name)s. Thẻ đại biểu đã được cấp.", name=name), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.post("/delegates/<uuid:delegate_id>/cancel")
def cancel_delegate(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Take a delegate off the list; their pass and link stop working."""
    form = FormState.sent()
    delegate = _step(slug, delegate_id, "cancel", {"reason": form.text("reason")}, form)
    if delegate is not None:
        flash(delegate["note"] or _("Đã rút tên %(name)s.", name=delegate["full_name"]), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.get("/delegates/<uuid:delegate_id>/substitute")
def new_substitute(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Who comes instead of a delegate."""
    return render_template("my/substitute.html", form=FormState(), delegate=_delegate(slug, delegate_id), slug=slug)


@blueprint.post("/delegates/<uuid:delegate_id>/substitute")
def create_substitute(slug: str, delegate_id: UUID) -> ResponseReturnValue:
    """Hand a delegate's place over on their behalf."""
    form = FormState.sent()
    person = {name: form.text(name) for name in SUBSTITUTE}
    address = path("conferences", slug, "delegates", delegate_id)
    try:
        instead = services().registration.post(f"{address}/substitute", person, key=form.key)
    except ServiceProblem as problem:
        delegate = services().registration.get(address)
        return refused("my/substitute.html", form, problem, delegate=delegate, slug=slug)
    flash(_("Đã chuyển cho đồng chí %(name)s đi thay.", name=instead["full_name"]), "success")
    return redirect(url_for("my.show", slug=slug), 303)


def _step(slug: str, delegate_id: UUID, verb: str, body: dict[str, Any], form: FormState) -> dict[str, Any] | None:
    try:
        address = path("conferences", slug, "delegates", delegate_id, verb)
        delegate: dict[str, Any] = services().registration.post(address, body, key=form.key)
        return delegate
    except ServiceProblem as problem:
        if problem.status not in (409, 422):
            raise
        flash(f"{problem.title}. {problem.detail}", "error")
        return None


def _person(form: FormState) -> dict[str, Any]:
    return {name: form.text(name) for name in FIELDS}


def _delegate(slug: str, delegate_id: UUID) -> dict[str, Any]:
    delegate: dict[str, Any] = services().registration.get(path("conferences", slug, "delegates", delegate_id))
    if delegate["state"] not in ON_THE_LIST:
        raise Problem(NOT_FOUND)
    return delegate


def _room(slug: str) -> dict[str, Any]:
    """What the form has to say about the quota before anything is typed."""
    invitation = own_invitation(slug)
    taken = sum(item["state"] in ("registered", "confirmed") for item in own_delegates(slug))
    return {"slug": slug, "invitation": invitation, "left": max(0, invitation["quota"] - taken)}
