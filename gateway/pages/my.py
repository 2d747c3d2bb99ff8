"""The own page of an invitee: a unit's invitation and delegates, a guest's answer, a delegate's pass."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import look_again, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import ServiceUnavailable
from gateway.context import parts
from gateway.front.forward import passed_on
from gateway.pages.agenda import agenda_if_there
from gateway.pages.agenda_words import kinds
from gateway.pages.calendar_entry import calendar_entry
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState, refused
from gateway.pages.kept_page import KEPT_OFFLINE, page_worker
from gateway.pages.pass_symbol import symbol_path
from gateway.pages.postponement import last_move

blueprint = Blueprint("my", __name__, url_prefix="/conferences/<slug>/my")

SUBSTITUTE = ("full_name", "post", "phone", "email")
"""What is asked of somebody who comes instead."""
MOST_BADGES = 500
"""Badges that the page of a unit asks for at most."""
HAVE_A_PAGE = ("confirmed", "substituted")
"""Guests in other states see their invitation."""
ON_THE_LIST = ("registered", "confirmed", "waiting")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """The page of whoever came by a private link, or of a unit's or delegate's account."""
    template, values = _page(slug)
    response = Response(render_template(template, form=FormState(), **values), mimetype="text/html")
    if values.get("pass") is not None:
        response.headers[KEPT_OFFLINE] = "yes"
    return response


@blueprint.post("/answer")
def answer(slug: str) -> ResponseReturnValue:
    """Answer the invitation, or change the answer."""
    form = FormState.sent()
    invitation = _own(slug).get("invitation") or _nothing()
    given: dict[str, Any] = {"answer": form.text("answer"), "reason": form.text("reason")}
    if form.text("answer") == "attends" and invitation["invitee_kind"] == "unit":
        given["attending"] = form.number("attending")
    address = path("conferences", slug, "invitations", invitation["id"], "answer")
    try:
        services().registration.put(address, given, key=form.key)
    except ServiceProblem as problem:
        return _again(slug, form, problem)
    look_again()
    flash(_thanks(given["answer"], invitation["invitee_kind"]), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.post("/confirm")
def confirm(slug: str) -> ResponseReturnValue:
    """The delegate confirms that they will come."""
    form = FormState.sent()
    try:
        delegate = services().registration.post(_self_path(slug, "confirm"), key=form.key)
    except ServiceProblem as problem:
        return _again(slug, form, problem)
    if delegate["state"] == "waiting":
        flash(_("Tên đồng chí đã trở lại danh sách chờ. Văn phòng sẽ quyết định."), "success")
    else:
        flash(_("Đồng chí đã xác nhận tham dự. Thẻ đại biểu ở ngay dưới đây."), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.post("/excuse")
def excuse(slug: str) -> ResponseReturnValue:
    """The delegate says that they cannot come, and why."""
    form = FormState.sent()
    try:
        services().registration.post(_self_path(slug, "excuse"), {"reason": form.text("reason")}, key=form.key)
    except ServiceProblem as problem:
        return _again(slug, form, problem)
    flash(_("Đã báo vắng. Cảm ơn đồng chí đã báo trước."), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.post("/substitute")
def substitute(slug: str) -> ResponseReturnValue:
    """The delegate lets another person come."""
    form = FormState.sent()
    person = {name: form.text(name) for name in SUBSTITUTE}
    try:
        instead = services().registration.post(_self_path(slug, "substitute"), person, key=form.key)
    except ServiceProblem as problem:
        return _again(slug, form, problem)
    flash(_("Đã chuyển cho đồng chí %(name)s đi thay.", name=instead["full_name"]), "success")
    return redirect(url_for("my.show", slug=slug), 303)


@blueprint.get("/calendar.ics")
def calendar(slug: str) -> ResponseReturnValue:
    """The conference for a calendar."""
    own = _own(slug)
    subject = own.get("delegate") or own.get("invitation") or _nothing()
    page = parts().config.public_url.rstrip("/") + url_for("my.show", slug=slug)
    seat = subject.get("seat")
    entry = calendar_entry(conference_facts(slug), str(subject["id"]), page, parts().clock(), seat=seat)
    response = Response(entry, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@blueprint.get("/papers/<uuid:paper_id>")
def paper(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """One of the own papers as PDF."""
    return passed_on(services().documents.open(path("conferences", slug, "papers", paper_id, "content")))


@blueprint.get("/offline.js")
def offline(slug: str) -> ResponseReturnValue:
    """The service worker that keeps the pass for a foyer without network; it may look after this page only."""
    return page_worker(url_for("my.show", slug=slug))


def own_delegates(slug: str) -> list[dict[str, Any]]:
    """The delegates whom the reader's unit named, those off the list last."""
    answer = services().registration.get(path("conferences", slug, "delegates"), page_size=500)
    items: list[dict[str, Any]] = answer["items"]
    return sorted(items, key=lambda item: item["state"] not in ON_THE_LIST)


def own_invitation(slug: str) -> dict[str, Any]:
    """The invitation of the reader's unit. Raises `Problem` not-found for others."""
    invitation: dict[str, Any] = _own(slug).get("invitation") or _nothing()
    return invitation


def _own(slug: str) -> dict[str, Any]:
    own: dict[str, Any] = services().registration.get(path("conferences", slug, "me"))
    return own


def _nothing() -> Any:
    raise Problem(NOT_FOUND)


def _self_path(slug: str, verb: str) -> str:
    delegate = _own(slug).get("delegate") or _nothing()
    return path("conferences", slug, "delegates", delegate["id"], verb)


def _thanks(given: str | None, kind: str) -> str:
    if given != "attends":
        return str(_("Đã ghi trả lời: không dự. Cảm ơn đồng chí đã báo trước."))
    if kind == "unit":
        return str(_("Đã ghi trả lời: tham dự. Xin ghi tên đại biểu ở phần dưới."))
    return str(_("Đã ghi trả lời: tham dự. Thẻ đại biểu ở ngay dưới đây."))


def _again(slug: str, form: FormState, problem: ServiceProblem) -> Response:
    template, values = _page(slug)
    return refused(template, form, problem, sent_to=request.endpoint, **values)


def _page(slug: str) -> tuple[str, dict[str, Any]]:
    own = _own(slug)
    facts = {"slug": slug, "conference": conference_facts(slug), "move": last_move(slug)}
    facts |= {"agenda": agenda_if_there(slug), "kinds": kinds()}
    if own["kind"] == "unit":
        papers = _papers(slug, "invitation", own["invitation"]["id"])
        delegates = own_delegates(slug)
        return "my/unit.html", {**facts, **own, "delegates": delegates, "papers": papers, "badges": _badges(slug)}
    delegate = own.get("delegate")
    if delegate is None or (own["kind"] == "guest" and delegate["state"] not in HAVE_A_PAGE):
        return "my/guest.html", {**facts, **own, "papers": _papers(slug, "invitation", own["invitation"]["id"])}
    return "my/delegate.html", {**facts, **own, **_pass_of(slug, delegate)}


def _pass_of(slug: str, delegate: dict[str, Any]) -> dict[str, Any]:
    if delegate["state"] != "confirmed":
        return {"pass": None}
    held = services().registration.get(path("conferences", slug, "delegates", delegate["id"], "pass"))
    return {"pass": held, "symbol": symbol_path(held["text"]), "papers": _papers(slug, "badge", delegate["id"])}


def _badges(slug: str) -> dict[str, str]:
    """{delegate: paper} of everybody whom the unit named, alone or beside others; none while documents is away."""
    try:
        answer = services().documents.get(path("conferences", slug, "papers"), kind="badge", page_size=MOST_BADGES)
    except (ServiceProblem, ServiceUnavailable):
        return {}
    return {item["about"]: item["id"] for item in answer["items"] if item["current"]}


def _papers(slug: str, kind: str, about: str) -> list[dict[str, Any]]:
    """The newest paper that still holds; none while documents is away, as the page is of use without it."""
    try:
        answer = services().documents.get(path("conferences", slug, "papers"), kind=kind, about=about, page_size=5)
    except (ServiceProblem, ServiceUnavailable):
        return []
    return [item for item in answer["items"] if item["current"]][:1]
