"""The form of texts: trying a file before it is sent, what the check said of each version, copies and templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.clients.transport import LongBody
from gateway.front.forward import passed_on
from gateway.language import page_language
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted
from gateway.security.audit import unaudited
from gateway.security.long_bodies import takes_files

blueprint = Blueprint("form_checks", __name__, url_prefix="/conferences/<slug>")

JUDGES = frozenset({Role.ORGANIZER, Role.APPRAISER, Role.DEPARTMENT})
OWN_FILES = frozenset({Role.UNIT, Role.DEPARTMENT, Role.BROADCASTER})
_LONGEST_NAME = 150
_MOST_OWED = 500


@blueprint.get("/form-check")
def trial(slug: str) -> ResponseReturnValue:
    """Choose what the file is for, and the file."""
    form = FormState({"obligation": request.args.get("obligation", "")})
    return render_template("form_checks/trial.html", slug=slug, form=form, rules=_rules(slug), report=None)


@blueprint.post("/form-check")
@takes_files
@unaudited
def try_file(slug: str) -> ResponseReturnValue:
    """What the check says of it; nothing is kept, here or there."""
    form = FormState.sent()
    rules = _rules(slug)
    file = request.files.get("file")
    if file is None or not file.filename:
        form = FormState(form.values, {"file": _("Xin chọn một tệp.")})
        return render_template("form_checks/trial.html", slug=slug, form=form, rules=rules, report=None), 422
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    name = file.filename[-_LONGEST_NAME:]
    query = {"obligation": form.text("obligation") or "", "filename": name}
    try:
        report = services().documents.post_long(
            path("conferences", slug, "form-checks"), LongBody(file.stream, size), **query
        )
    except ServiceProblem as problem:
        return refused("form_checks/trial.html", form, problem, slug=slug, rules=rules, report=None)
    return render_template("form_checks/trial.html", slug=slug, form=form, rules=rules, report=report, name=name)


@blueprint.get("/obligations/<uuid:obligation_id>/form-check")
def show(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """The findings of a version; beside them those of another, so that one sees what was mended."""
    obligation = services().documents.get(_address(slug, obligation_id))
    answer = services().documents.get(_address(slug, obligation_id, "form-checks"))
    checks = answer["items"]
    chosen = _version(checks, "version") or (checks[0] if checks else None)
    beside = _version(checks, "beside")
    judges = require_reader().role in JUDGES and obligation["submission_state"] == "under_appraisal"
    return render_template(
        "form_checks/show.html",
        slug=slug,
        obligation=obligation,
        checks=checks,
        chosen=chosen,
        beside=beside if chosen is not None and beside is not chosen else None,
        # Remarks are written about the version that counts.
        judges=judges and bool(checks) and chosen is checks[0],
        template=answer["template"],
    )


@blueprint.get("/obligations/<uuid:obligation_id>/template")
def template(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """A document in form, ready to fill."""
    return passed_on(services().documents.open(_address(slug, obligation_id, "template")))


@blueprint.get("/obligations/<uuid:obligation_id>/submissions/<uuid:submission_id>/annotated-copy")
def annotated_copy(slug: str, obligation_id: UUID, submission_id: UUID) -> ResponseReturnValue:
    """The version with its findings as Word's comments."""
    address = _address(slug, obligation_id, "submissions", submission_id, "annotated-copy")
    return passed_on(services().documents.open(address))


@blueprint.post("/obligations/<uuid:obligation_id>/form-check/remark")
def remark(slug: str, obligation_id: UUID) -> ResponseReturnValue:
    """Make a finding a remark of the appraisal: one click."""
    form = FormState.sent()
    body = {name: form.text(name) for name in ("place", "finding", "weight", "text")}
    address = _address(slug, obligation_id, "remarks")
    if attempted(lambda: services().documents.post(address, body, key=form.key)) is not None:
        flash(_("Đã đưa vào nhận xét."), "success")
    return redirect(url_for("form_checks.show", slug=slug, obligation_id=obligation_id), 303)


@blueprint.app_template_global()
def form_check_of(slug: str, obligation_id: str, submission_id: str) -> dict[str, Any] | None:
    """The check of a version, for pages that show versions; asked for once a page."""
    items: list[dict[str, Any]] = _checks(slug, obligation_id)["items"]
    return next((item for item in items if item["submission_id"] == submission_id), None)


@blueprint.app_template_global()
def has_template(slug: str, obligation_id: str) -> bool:
    """Whether there is a document in form to begin from, for the page where the text is handed in."""
    return bool(_checks(slug, obligation_id)["template"])


@blueprint.app_template_filter()
def in_words(thing: Mapping[str, Any], name: str) -> str:
    """`message` or `mend` of a finding in the page's language."""
    return str(thing[f"{name}_{page_language()}"])


@blueprint.app_template_filter()
def decimal(value: float) -> str:
    """`9,5` as the page's language writes it; nothing after the point where there is nothing."""
    return str(format_decimal(value, "#,##0.#"))


def _checks(slug: str, obligation_id: str) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = g.setdefault("form_checks", {})
    if obligation_id not in kept:
        kept[obligation_id] = services().documents.get(
            path("conferences", slug, "obligations", obligation_id, "form-checks")
        )
    return kept[obligation_id]


def _rules(slug: str) -> list[dict[str, Any]]:
    """What the plan asks of files; of a unit or a room only what it owes itself."""
    items: list[dict[str, Any]] = services().documents.get(path("conferences", slug, "form-rules"))["items"]
    reader = require_reader()
    if reader.role not in OWN_FILES or reader.identity.unit is None:
        return items
    query = {"unit": reader.identity.unit, "page_size": _MOST_OWED}
    owed = services().documents.get(path("conferences", slug, "obligations"), **query)["items"]
    codes = {each["code"] for each in owed}
    return [each for each in items if each["code"] in codes] or items


def _version(checks: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    number = request.args.get(name, type=int)
    return next((check for check in checks if check["number"] == number), None)


def _address(slug: str, obligation_id: UUID, *more: object) -> str:
    return path("conferences", slug, "obligations", obligation_id, *more)
