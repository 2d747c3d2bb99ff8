"""One obligation: handing in, what was handed in, its appraisal, and more time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from chassis.auth.roles import Role
from chassis.web.problems import Problem
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import LongBody
from gateway.context import parts
from gateway.front.forward import passed_on
from gateway.pages.done_elsewhere import place_of
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted
from gateway.problems import NO_FILE
from gateway.security.long_bodies import takes_files

blueprint = Blueprint("submissions", __name__, url_prefix="/conferences/<slug>/obligations/<uuid:obligation_id>")


@blueprint.get("")
def show(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """Everything about it, and what the reader may do now."""
    return render_template("obligations/show.html", **_page(slug, obligation_id), form=FormState())


@blueprint.post("/hand-in")
@takes_files
def hand_in(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """Hand in the next version: a file (sent with the form, or before by the script), a link, or a short text."""
    form = FormState.sent()
    try:
        body = {
            "version": form.number("version"),
            "note": form.text("note"),
            **_content(slug, form, request.files.get("file")),
        }
        services().documents.post(_address(slug, obligation_id, "submissions"), body, key=form.key)
    except (ServiceProblem, Problem) as problem:
        return refused("obligations/show.html", form, problem, **_page(slug, obligation_id))
    flash(_("Đã nhận bài. Biên nhận được gửi tới e-mail đầu mối của đơn vị."), "success")
    return _back(slug, obligation_id)


@blueprint.post("/<any('withdraw','take-up','return','accept','reopen'):verb>")
def step(slug: str, obligation_id: UUID, verb: str) -> ResponseReturnValue:
    """Take back, begin to appraise, return, accept, reopen."""
    form = FormState.sent()
    body: dict[str, Any] = {"version": form.number("version")}
    if verb != "take-up":
        body["reason" if verb == "withdraw" else "word"] = form.text("word")
    if attempted(lambda: services().documents.post(_address(slug, obligation_id, verb), body, key=form.key)):
        flash(_done(verb), "success")
    return _back(slug, obligation_id)


@blueprint.post("/remarks")
def remark(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """Write a remark on the version under appraisal."""
    form = FormState.sent()
    body = {name: form.text(name) for name in ("place", "finding", "weight", "text")}
    try:
        services().documents.post(_address(slug, obligation_id, "remarks"), body, key=form.key)
    except ServiceProblem as problem:
        return refused("obligations/show.html", form, problem, **_page(slug, obligation_id))
    return _back(slug, obligation_id, "remarks")


@blueprint.post("/remarks/<uuid:remark_id>/remove")
def remove_remark(slug: str, obligation_id: UUID, remark_id: UUID) -> ResponseReturnValue:
    """Take a remark back before the decision."""
    address = _address(slug, obligation_id, "remarks", remark_id, "remove")
    attempted(lambda: services().documents.post(address, key=FormState.sent().key))
    return _back(slug, obligation_id, "remarks")


@blueprint.post("/extension/<any('ask','withdraw','grant','refuse'):verb>")
def extension(slug: str, obligation_id: UUID, verb: str) -> ResponseReturnValue:
    """Ask for more time, take that back, grant or refuse it."""
    form = FormState.sent()
    wanted = {"ask": ("wanted_to", "reason"), "grant": ("granted_to", "word"), "refuse": ("word",)}.get(verb, ())
    body = {"version": form.number("version")} | {name: form.text(name) for name in wanted}
    try:
        services().documents.post(_address(slug, obligation_id, "extension", verb), body, key=form.key)
    except ServiceProblem as problem:
        return refused("obligations/show.html", form, problem, **_page(slug, obligation_id))
    flash(_done(verb if verb != "withdraw" else "withdraw_extension"), "success")
    return _back(slug, obligation_id)


@blueprint.get("/submissions/<uuid:submission_id>/content")
def content(slug: str, obligation_id: UUID, submission_id: UUID) -> ResponseReturnValue:
    """The file of a version, to be saved."""
    address = _address(slug, obligation_id, "submissions", submission_id, "content")
    return passed_on(services().documents.open(address))


@blueprint.get("/compare")
def compare(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """What was said about two versions, side by side: the last two unless others are chosen."""
    page = _page(slug, obligation_id)
    versions = {each["number"]: each for each in page["obligation"]["submissions"]}
    numbers = sorted(versions)
    chosen = [request.args.get(name, type=int) for name in ("left", "right")]
    last = [None, *numbers][-2:]
    left, right = (versions.get(number or fallback) for number, fallback in zip(chosen, last, strict=False))
    return render_template("obligations/compare.html", **page, left=left, right=right, numbers=numbers)


def _content(slug: str, form: FormState, sent: FileStorage | None) -> dict[str, Any]:
    """What is handed in, of the one kind that the form was filled in with."""
    given = {"upload_id": form.text("upload_id"), "link": form.text("link"), "text": form.text("text")}
    if given["upload_id"] is None and sent is not None and sent.filename:
        body = LongBody(sent.stream, None)
        kept = services().documents.post_long(_uploads(slug), body, filename=sent.filename[-150:])
        given["upload_id"] = kept["id"]
    if not any(given.values()):
        raise Problem(NO_FILE)
    return given


def _page(slug: str, obligation_id: UUID) -> dict[str, Any]:
    obligation = services().documents.get(_address(slug, obligation_id))
    reader = require_reader()
    return {
        "slug": slug,
        "obligation": obligation,
        "actions": obligation["actions"],
        "place": place_of(slug, obligation, reader.role),
        "is_own": reader.identity.unit == obligation["unit"],
        "reads_mail": reader.role in (Role.ORGANIZER, Role.ADMINISTRATOR),
        "limit_mb": parts().config.upload_limit_mb,
    }


def _done(verb: str) -> str:
    said: dict[str, str] = {
        "withdraw": _("Đã rút bản vừa nộp."),
        "take-up": _("Đã nhận thẩm định."),
        "return": _("Đã trả lại, đơn vị được báo bằng thư."),
        "accept": _("Đã chấp nhận, đơn vị được báo bằng thư."),
        "reopen": _("Đã mở lại để thẩm định."),
        "ask": _("Đã gửi đề nghị gia hạn tới Văn phòng."),
        "withdraw_extension": _("Đã rút đề nghị gia hạn."),
        "grant": _("Đã gia hạn, đơn vị được báo bằng thư."),
        "refuse": _("Đã trả lời không gia hạn, đơn vị được báo bằng thư."),
    }
    return said[verb]


def _back(slug: str, obligation_id: UUID, anchor: str | None = None) -> Response:
    here = url_for("submissions.show", slug=slug, obligation_id=obligation_id, _anchor=anchor)
    return redirect(here, 303)  # type: ignore[return-value]


def _uploads(slug: str) -> str:
    return path("conferences", slug, "uploads")


def _address(slug: str, obligation_id: UUID, *more: object) -> str:
    return path("conferences", slug, "obligations", obligation_id, *more)
