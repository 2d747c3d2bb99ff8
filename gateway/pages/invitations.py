"""Invitations, for the office: list, add a guest, send, send anew, take back, answer on an invitee's behalf."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.choices import category_choices
from gateway.pages.dashboard_figures import shown_or_none
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted, back
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("invitations", __name__, url_prefix="/conferences/<slug>/invitations")

FILTERS = ("q", "kind", "state", "delivery", "answer", "has_email")
GUEST_FIELDS = ("full_name", "post", "category", "email", "phone")
EVERY = 200


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """By number."""
    answer = services().registration.get(path("conferences", slug, "invitations"), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "number")
    return render_template("invitations/list.html", slug=slug, table=table, drafts=_total(slug, state="draft"))


@blueprint.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """An empty form for a guest."""
    return render_template("invitations/new.html", slug=slug, form=FormState(), categories=category_choices(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Draft an invitation to a guest who is not in the plan."""
    form = FormState.sent()
    guest = {name: form.text(name) for name in GUEST_FIELDS}
    try:
        invitation = services().registration.post(path("conferences", slug, "invitations"), guest, key=form.key)
    except ServiceProblem as problem:
        return refused("invitations/new.html", form, problem, slug=slug, categories=category_choices(slug))
    flash(_("Đã thêm giấy mời %(name)s. Giấy mời còn là bản nháp.", name=invitation["invitee_name"]), "success")
    return redirect(url_for("invitations.show", slug=slug, invitation_id=invitation["id"]), 303)


@blueprint.get("/<uuid:invitation_id>")
def show(slug: str, invitation_id: UUID) -> ResponseReturnValue:
    """One invitation with its history, paper and e-mails."""
    return render_template("invitations/show.html", slug=slug, **_details(slug, invitation_id), form=FormState())


@blueprint.get("/issue")
def review(slug: str) -> ResponseReturnValue:
    """Before many are sent: how many, and who cannot be reached by e-mail."""
    without = services().registration.get(
        path("conferences", slug, "invitations"), state="draft", has_email=False, page_size=EVERY
    )
    drafts = _total(slug, state="draft")
    return render_template("invitations/issue.html", slug=slug, drafts=drafts, without_email=without)


@blueprint.post("/issue")
def issue_all(slug: str) -> ResponseReturnValue:
    """Send every draft."""
    form = FormState.sent()
    answer = services().registration.post(path("conferences", slug, "invitations", "issue"), {}, key=form.key)
    count = answer["issued"]
    flash(ngettext("Đã gửi %(num)d giấy mời.", "Đã gửi %(num)d giấy mời.", count), "success")
    return redirect(url_for("invitations.index", slug=slug, state="issued"), 303)


@blueprint.post("/<uuid:invitation_id>/<any(issue,reissue,withdraw):verb>")
def step(slug: str, invitation_id: UUID, verb: str) -> ResponseReturnValue:
    """Send it, send it anew, or take it back, unless somebody changed it meanwhile."""
    form = FormState.sent()
    address = path("conferences", slug, "invitations", invitation_id, verb)
    body = {"version": form.number("version")}
    invitation = attempted(lambda: services().registration.post(address, body, key=form.key))
    if invitation is not None:
        flash(_done(verb, invitation["invitee_name"]), "success")
    return back(url_for("invitations.show", slug=slug, invitation_id=invitation_id))


@blueprint.post("/<uuid:invitation_id>/answer")
def answer(slug: str, invitation_id: UUID) -> ResponseReturnValue:
    """Write down an answer that came by telephone or on paper."""
    form = FormState.sent()
    given: dict[str, Any] = {"answer": form.text("answer"), "reason": form.text("reason")}
    if given["answer"] == "attends" and form.text("attending"):
        given["attending"] = form.number("attending")
    try:
        address = path("conferences", slug, "invitations", invitation_id, "answer")
        services().registration.put(address, given, key=form.key)
    except ServiceProblem as problem:
        return refused("invitations/show.html", form, problem, slug=slug, **_details(slug, invitation_id))
    flash(_("Đã ghi trả lời."), "success")
    return redirect(url_for("invitations.show", slug=slug, invitation_id=invitation_id), 303)


def _details(slug: str, invitation_id: UUID) -> dict[str, Any]:
    """The invitation; its papers and e-mails as far as their services answer."""
    invitation = services().registration.get(path("conferences", slug, "invitations", invitation_id))
    about = {"about": str(invitation_id), "page_size": 20}
    return {
        "invitation": invitation,
        "papers": shown_or_none(lambda: services().documents.get(path("conferences", slug, "papers"), **about)),
        "messages": shown_or_none(lambda: services().notification.get(path("conferences", slug, "messages"), **about)),
    }


def _total(slug: str, **filters: Any) -> int:
    answer = services().registration.get(path("conferences", slug, "invitations"), page_size=1, **filters)
    return int(answer["total"])


def _done(verb: str, name: str) -> str:
    if verb == "withdraw":
        return str(_("Đã thu hồi giấy mời %(name)s. Đường dẫn trong thư không còn dùng được.", name=name))
    if verb == "reissue":
        return str(_("Đã gửi lại giấy mời %(name)s với đường dẫn mới.", name=name))
    return str(_("Đã gửi giấy mời %(name)s.", name=name))
