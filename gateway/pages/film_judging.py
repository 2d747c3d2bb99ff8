"""Judging the film: comments at their time, the steps of the appraisal, and what the broadcaster does about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.web.problems import Problem
from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.access import safe_target
from gateway.pages.film import cut_page, film_page
from gateway.pages.film_times import milliseconds
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted, back

blueprint = Blueprint("film_judging", __name__, url_prefix="/conferences/<slug>/video-report")

COMMENT = "/comments/<uuid:comment_id>"


@blueprint.post("/<any('begin','request-changes','approve','reopen'):verb>")
def step(slug: str, verb: str) -> ResponseReturnValue:
    """Begin, ask for changes, approve, reopen."""
    form = FormState.sent()
    body: dict[str, Any] = {"sha256": form.text("sha256")}
    if verb != "begin":
        body["word"] = form.text("word")
    film = attempted(lambda: services().documents.post(_address(slug, verb), body, key=form.key))
    if film is not None:
        flash(_said(verb, film), "success")
    return back(url_for("film.show", slug=slug))


@blueprint.post("/comments")
def comment(slug: str) -> ResponseReturnValue:
    """Pin a comment to a moment or a span."""
    form = FormState.sent()
    try:
        body: dict[str, Any] = {name: form.text(name) for name in ("sha256", "category", "weight", "text")}
        body |= {name: milliseconds(name, form.text(name)) for name in ("from_ms", "to_ms")}
        written = services().documents.post(_address(slug, "comments"), body, key=form.key)
    except (ServiceProblem, Problem) as problem:
        return _refused(slug, form, problem)
    return _back(slug, written["id"])


@blueprint.post(f"{COMMENT}/reply")
def reply(slug: str, comment_id: UUID) -> ResponseReturnValue:
    """Answer a comment."""
    form = FormState.sent()
    address = _address(slug, "comments", comment_id, "replies")
    attempted(lambda: services().documents.post(address, {"text": form.text("text")}, key=form.key))
    return _back(slug, comment_id)


@blueprint.post(f"{COMMENT}/<any('mark-fixed','take-back'):verb>")
def mend(slug: str, comment_id: UUID, verb: str) -> ResponseReturnValue:
    """The broadcaster's word on a comment: fixed, or not after all."""
    form = FormState.sent()
    body = {"version": form.number("version"), "text": form.text("text")}
    attempted(lambda: services().documents.post(_address(slug, "comments", comment_id, verb), body, key=form.key))
    return _back(slug, comment_id)


@blueprint.post(f"{COMMENT}/<any('confirm','not-fixed','reopen','withdraw'):verb>")
def judge_comment(slug: str, comment_id: UUID, verb: str) -> ResponseReturnValue:
    """An appraiser's word on a comment, on the cut that the page shows."""
    form = FormState.sent()
    body = {"version": form.number("version"), "sha256": form.text("sha256"), "text": form.text("text")}
    attempted(lambda: services().documents.post(_address(slug, "comments", comment_id, verb), body, key=form.key))
    return _back(slug, comment_id)


@blueprint.get("/changes.<any('pdf','docx'):ending>")
def changes(slug: str, ending: str) -> ResponseReturnValue:
    """What is to be changed, for whoever edits the film."""
    return passed_on(services().documents.open(_address(slug, f"changes.{ending}")))


@blueprint.get("/verdicts/<uuid:verdict_id>")
def verdict(slug: str, verdict_id: UUID) -> ResponseReturnValue:
    """The phiếu of one appraiser."""
    return passed_on(services().documents.open(_address(slug, "verdicts", verdict_id, "paper")))


def _said(verb: str, film: dict[str, Any]) -> str:
    if verb == "approve" and film["state"] == "under_appraisal":
        return str(_("Đã ghi nhận đồng chí đồng ý. Phim được duyệt khi người thứ hai đồng ý."))
    said: dict[str, str] = {
        "begin": _("Đã nhận thẩm định."),
        "request-changes": _("Đã yêu cầu sửa, đài được báo bằng thư kèm các nhận xét."),
        "approve": _("Đã duyệt phim. Từ nay chỉ bản này được xếp lịch và chiếu."),
        "reopen": _("Đã mở lại để thẩm định."),
    }
    return said[verb]


def _refused(slug: str, form: FormState, problem: ServiceProblem | Problem) -> ResponseReturnValue:
    """On the page where it was written: with the film, where it was written beside the newest cut."""
    page = film_page(slug)
    for newest in page["film"]["versions"][:1] if page["film"] else []:
        if form.text("next") == url_for("film.version", slug=slug, version_id=newest["id"]):
            return refused("film/version.html", form, problem, **cut_page(slug, UUID(newest["id"])))
    return refused("film/show.html", form, problem, **page)


def _back(slug: str, comment_id: object) -> ResponseReturnValue:
    wanted = request.form.get("next")
    page = safe_target(wanted) if wanted else url_for("film.show", slug=slug)
    return redirect(f"{page}#comment-{comment_id}", 303)


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "video-report", *more)
