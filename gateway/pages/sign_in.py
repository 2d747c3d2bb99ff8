"""Sign in with a password or by a private link, and sign out."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as PlainResponse

from chassis.web.problems import Problem
from gateway.auth.reader import begin_account_session, begin_link_session, current_reader, end_session
from gateway.auth.sign_in import sign_in
from gateway.clients.services import ServiceProblem
from gateway.context import parts
from gateway.language import page_language
from gateway.pages.access import safe_target
from gateway.pages.forms import FormState, refused
from gateway.security.audit import unaudited

blueprint = Blueprint("sign_in", __name__)

_Answer = TypeVar("_Answer", bound=PlainResponse)


@blueprint.get("/sign-in")
def show() -> ResponseReturnValue:
    """The sign-in page."""
    if current_reader() is not None:
        return redirect(safe_target(request.args.get("next")), 303)
    form = FormState({"next": safe_target(request.args.get("next"))})
    return render_template("sign_in/show.html", form=form)


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Check e-mail and password, and begin a fresh session."""
    form = FormState.sent()
    try:
        account = sign_in(form.values.get("email", ""), request.form.get("password", ""))
    except Problem as problem:
        kept = FormState({name: form.values.get(name, "") for name in ("email", "next")})
        return refused("sign_in/show.html", kept, problem)
    begin_account_session(account, parts().clock())
    g.audit_identity = account.identity()
    return redirect(safe_target(form.values.get("next")), 303)


@blueprint.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End the session."""
    end_session()
    flash(_("Đồng chí đã đăng xuất."), "success")
    return redirect(url_for("sign_in.show"), 303)


@blueprint.get("/l/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Open a private link: a session for what it covers, then the person's own page, whose address tells nothing.

    Whoever is signed in with an account is asked first, since opening it signs them out.
    """
    reader = current_reader()
    if reader is not None and not reader.by_link:
        page = render_template("sign_in/leave_for_link.html", token=token, name=reader.identity.name)
        return _unreferred(Response(page, mimetype="text/html"))
    return _enter_by_link(token)


@blueprint.post("/l/<token>")
@unaudited
def leave_for_link(token: str) -> ResponseReturnValue:
    """Sign out and open the link, as was answered. Not in the trail: the address is the key to a person's data."""
    return _enter_by_link(token)


def _enter_by_link(token: str) -> ResponseReturnValue:
    here = parts()
    keys = {"private_link": request.remote_addr or ""}
    here.attempts.check(keys)
    try:
        opened = here.links.open(token, page_language())
    except ServiceProblem as problem:
        here.attempts.count_failure(keys)
        return _refused_link(problem)
    begin_link_session(token, here.clock())
    return _unreferred(redirect(f"/conferences/{opened.identity.conference}/my", 303))


def _refused_link(problem: ServiceProblem) -> Response:
    status = problem.status if problem.status in (404, 410) else 404
    page = render_template("sign_in/refused_link.html", replaced=status == 410)
    return _unreferred(Response(page, status, mimetype="text/html"))


def _unreferred(response: _Answer) -> _Answer:
    """The address that holds the token is told to nobody."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
