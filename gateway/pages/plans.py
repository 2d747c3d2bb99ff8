"""A plan file on its way in: check it, see what it would change, apply it. Works before there is any conference."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.language import Text
from chassis.web.problems import Problem, ProblemType
from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.forms import FormState, refused
from gateway.security.audit import unaudited

blueprint = Blueprint("plans", __name__, url_prefix="/plans")

UNREADABLE = ProblemType(
    "plan-unreadable",
    422,
    Text("Không đọc được tệp kế hoạch", "The plan file cannot be read"),
    Text(
        "Xin chọn hoặc dán một tệp YAML, mã hoá UTF-8.",
        "Choose or paste a YAML file in UTF-8.",
    ),
)


@dataclass(frozen=True)
class Draft:
    """A plan file as it was sent."""

    source: str
    shift_to: str | None

    @property
    def seal(self) -> str:
        """Tells whether what is applied is what was checked."""
        return hashlib.sha256(f"{self.shift_to}\n{self.source}".encode()).hexdigest()

    def body(self) -> dict[str, Any]:
        """As the service reads it."""
        return {"source": self.source, "shift_to": self.shift_to}


@dataclass
class Review:
    """What a check found."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    difference: dict[str, Any] | None = None
    """None while something prevents applying it."""
    seal: str = ""

    @property
    def errors(self) -> int:
        """How many findings prevent applying it."""
        return sum(finding["severity"] == "error" for finding in self.findings)


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """An empty draft, or the file that holds for `?from=<slug>`."""
    slug = request.args.get("from")
    values = {}
    if slug:
        plan = services().documents.get(path("conferences", slug, "plan"))
        values = {"source": plan["source"], "shift_to": plan["shift_to"]}
    return render_template("plans/new.html", form=FormState(values), review=None)


@blueprint.post("/check")
@unaudited
def check() -> ResponseReturnValue:
    """What is wrong in it; when nothing is, what it would change."""
    form = _sent()
    try:
        review = _reviewed(_draft(form))
    except (ServiceProblem, Problem) as problem:
        return refused("plans/new.html", form, problem, review=None)
    return Response(render_template("plans/new.html", form=form, review=review), mimetype="text/html")


@blueprint.post("/apply")
def apply() -> ResponseReturnValue:
    """Let it hold, if it is what was checked."""
    form = _sent()
    try:
        draft = _draft(form)
        if form.text("seal") != draft.seal:
            flash(_("Kế hoạch đã sửa sau khi kiểm tra. Xin xem lại các thay đổi rồi áp dụng."), "warning")
            return Response(render_template("plans/new.html", form=form, review=_reviewed(draft)), mimetype="text/html")
        body = draft.body() | {"remove_worked_on": _removal_confirmed(form)}
        applied = services().documents.post("/plans/apply", body, key=form.key)
    except (ServiceProblem, Problem) as problem:
        return refused("plans/new.html", form, problem, review=None)
    _say(applied)
    return redirect(url_for("plan.show", slug=applied["slug"]), 303)


def _sent() -> FormState:
    """The form; a chosen file stands in place of the text, whose lines end as files' do."""
    form = FormState.sent()
    file = request.files.get("file")
    if file and file.filename:
        try:
            source = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            source = ""
    else:
        source = request.form.get("source", "")
    return FormState({**form.values, "source": source.replace("\r\n", "\n")}, key=form.key)


def _draft(form: FormState) -> Draft:
    source = form.text("source")
    if source is None or not source.strip():
        raise Problem(UNREADABLE)
    return Draft(source, form.text("shift_to"))


def _reviewed(draft: Draft) -> Review:
    """The findings, and the difference once nothing is wrong."""
    checked = services().documents.post("/plans/check", {"source": draft.source})
    review = Review(checked["findings"], seal=draft.seal)
    if not checked["ok"]:
        return review
    try:
        review.difference = services().documents.post("/plans/diff", draft.body())
    except ServiceProblem as problem:
        if "findings" not in problem.body:
            raise
        review.findings = problem.body["findings"]
    return review


def _removal_confirmed(form: FormState) -> bool:
    return (form.text("typed") or "").casefold() == str(_("đồng ý bỏ")).casefold()


def _say(applied: dict[str, Any]) -> None:
    if applied["changed"]:
        flash(_("Đã áp dụng kế hoạch, phiên bản %(version)s.", version=applied["plan_version"]), "success")
    else:
        flash(_("Kế hoạch này đang có hiệu lực; không có gì thay đổi."), "info")
