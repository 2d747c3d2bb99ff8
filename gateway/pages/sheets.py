"""Lists of delegates as spreadsheets: the template, the export, and the import that is checked before it counts."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chassis.auth.roles import Role
from chassis.language import Text
from chassis.web.problems import Problem, ProblemType
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.delegates import FILTERS
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted
from gateway.pages.tables import chosen

blueprint = Blueprint("sheets", __name__, url_prefix="/conferences/<slug>/sheets")

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = ProblemType(
    "no-file",
    422,
    Text("Chưa chọn tệp", "No file was chosen"),
    Text("Xin chọn tệp .xlsx đã điền rồi gửi lại.", "Choose the .xlsx that was filled in and send it again."),
)


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """Where a file is chosen."""
    return render_template("sheets/new.html", slug=slug, form=FormState(), home=_home(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Send a file to be checked."""
    form, sent = FormState.sent(), request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Problem(NO_FILE)
        job = services().registration.post_file(
            path("conferences", slug, "delegate-imports"),
            sent.read(),
            MEDIA_TYPE,
            key=form.key,
            filename=sent.filename[-120:],
        )
    except (ServiceProblem, Problem) as problem:
        return refused("sheets/new.html", form, problem, slug=slug, home=_home(slug))
    return redirect(url_for("sheets.show", slug=slug, import_id=job["id"]), 303)


@blueprint.get("/<uuid:import_id>")
def show(slug: str, import_id: UUID) -> ResponseReturnValue:
    """How far a file is, what it would change, its mistakes. The page asks for itself anew while the worker is busy."""
    job = services().registration.get(path("conferences", slug, "delegate-imports", import_id))
    return render_template("sheets/show.html", slug=slug, job=job, home=_home(slug))


@blueprint.post("/<uuid:import_id>/apply")
def apply(slug: str, import_id: UUID) -> ResponseReturnValue:
    """Import what was checked."""
    form = FormState.sent()
    address = path("conferences", slug, "delegate-imports", import_id, "apply")
    if attempted(lambda: services().registration.post(address, {"mode": form.text("mode")}, key=form.key)) is not None:
        flash(_("Đang nhập danh sách."), "success")
    return redirect(url_for("sheets.show", slug=slug, import_id=import_id), 303)


@blueprint.get("/template.xlsx")
def template(slug: str) -> ResponseReturnValue:
    """The sheet to fill in."""
    return passed_on(services().registration.open(path("conferences", slug, "delegates-template.xlsx")))


@blueprint.get("/delegates.xlsx")
def export(slug: str) -> ResponseReturnValue:
    """The whole of the list that the page shows a part of."""
    return passed_on(services().registration.open(path("conferences", slug, "delegates.xlsx"), **chosen(FILTERS)))


def _home(slug: str) -> str:
    """The list that the reader came from."""
    unit = require_reader().role is Role.UNIT
    return url_for("my.show" if unit else "delegates.index", slug=slug)
