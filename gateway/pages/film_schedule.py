"""When the approved film is shown in the hall and broadcast: planned by the office, reported by the broadcaster."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import CONFLICT, UNPROCESSABLE

blueprint = Blueprint("film_schedule", __name__, url_prefix="/conferences/<slug>/video-report")

PAGE = "film/schedule.html"
NOT_IN_THE_HALL = "none"


@blueprint.get("/schedule")
def show(slug: str) -> ResponseReturnValue:
    """The item of the agenda, the slots on channels, and what is to be done about them."""
    return render_template(PAGE, slug=slug, form=FormState(), plan=_plan(slug))


@blueprint.post("/schedule")
def schedule(slug: str) -> ResponseReturnValue:
    """Put the cut that the page shows into an item of the agenda."""
    form = FormState.sent()
    item = form.text("agenda_item_id")
    body = {
        "version": form.number("version"),
        "sha256": form.text("sha256"),
        "agenda_item_id": None if item == NOT_IN_THE_HALL else item,
    }
    return _answered(slug, form, "schedule", body, _("Đã xếp lịch chiếu. Đài và Văn phòng được báo qua thư."))


@blueprint.post("/unschedule")
def unschedule(slug: str) -> ResponseReturnValue:
    """Take the film off the schedule."""
    form = FormState.sent()
    body = {"version": form.number("version"), "reason": form.text("reason")}
    return _answered(slug, form, "unschedule", body, _("Đã bỏ lịch chiếu. Đài được báo qua thư."))


@blueprint.post("/broadcasts")
def plan_broadcast(slug: str) -> ResponseReturnValue:
    """Plan a slot on a channel."""
    form = FormState.sent()
    return _answered(slug, form, "broadcasts", _slot(slug, form), _("Đã thêm giờ phát sóng. Đài được báo qua thư."))


@blueprint.post("/broadcasts/<uuid:broadcast_id>/change")
def change_broadcast(slug: str, broadcast_id: UUID) -> ResponseReturnValue:
    """Move a slot."""
    form, step = FormState.sent(), f"broadcasts/{broadcast_id}/change"
    return _answered(slug, form, step, _slot(slug, form), _("Đã đổi giờ phát sóng. Đài được báo qua thư."))


@blueprint.post("/broadcasts/<uuid:broadcast_id>/report")
def report_broadcast(slug: str, broadcast_id: UUID) -> ResponseReturnValue:
    """Report that it was on air."""
    form = FormState.sent()
    aired_at = _moment(slug, form.text("aired_at"))
    body = {"version": form.number("version"), "aired_at": aired_at, "remark": form.text("remark")}
    return _answered(slug, form, f"broadcasts/{broadcast_id}/report", body, _("Đã báo phim đã phát sóng."))


@blueprint.post("/broadcasts/<uuid:broadcast_id>/<any(remove,'take-back'):verb>")
def step_broadcast(slug: str, broadcast_id: UUID, verb: str) -> ResponseReturnValue:
    """Drop a slot, or take back the report of one."""
    form = FormState.sent()
    done = _("Đã bỏ giờ phát sóng.") if verb == "remove" else _("Đã rút lại báo cáo.")
    return _answered(slug, form, f"broadcasts/{broadcast_id}/{verb}", {"version": form.number("version")}, done)


def _answered(slug: str, form: FormState, step: str, body: dict[str, Any], done: str) -> ResponseReturnValue:
    """What was typed wrong comes back with its fault; what others did meanwhile is said on the fresh page."""
    address = f"{path('conferences', slug, 'video-report')}/{step}"
    try:
        services().documents.post(address, body, key=form.key)
    except ServiceProblem as problem:
        if problem.status == UNPROCESSABLE:
            return refused(PAGE, form, problem, slug=slug, plan=_plan(slug))
        if problem.status != CONFLICT:
            raise
        flash(f"{problem.title}. {problem.detail}", "error")
    else:
        flash(done, "success")
    return redirect(url_for("film_schedule.show", slug=slug), 303)


def _plan(slug: str) -> dict[str, Any]:
    plan: dict[str, Any] = services().documents.get(path("conferences", slug, "video-report", "schedule"))
    return plan


def _slot(slug: str, form: FormState) -> dict[str, Any]:
    starts_at = _moment(slug, form.text("starts_at"))
    return {"version": form.number("version"), "channel": form.text("channel"), "starts_at": starts_at}


def _moment(slug: str, text: str | None) -> str | None:
    """A time on the conference's clock as a moment; what is none goes to the service as it is, which then says so."""
    try:
        local = datetime.fromisoformat(text or "")
    except ValueError:
        return text
    return local.replace(tzinfo=ZoneInfo(conference_facts(slug)["timezone"])).isoformat()
