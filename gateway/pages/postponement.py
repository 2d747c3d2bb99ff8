"""Moving the conference: where to, what exactly will happen, and then one action with the new day typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.dashboard_figures import shown_or_none
from gateway.pages.forms import FormState, refused
from gateway.security.audit import unaudited

blueprint = Blueprint("postponement", __name__, url_prefix="/conferences/<slug>/postpone")

PAGE = "postponement/show.html"
LETTERS_COUNTED = {
    "units": (
        "registration",
        "invitations",
        ({"kind": "unit", "state": "issued"}, {"kind": "unit", "state": "answered"}),
    ),
    "guests": (
        "registration",
        "invitations",
        ({"kind": "guest", "state": "issued"}, {"kind": "guest", "state": "answered"}),
    ),
    "registered": ("registration", "delegates", ({"state": "registered"},)),
    "confirmed": ("registration", "delegates", ({"state": "confirmed"},)),
    "unsent": (
        "notification",
        "messages",
        ({"state": "queued", "scheduled": "false"}, {"state": "waiting"}, {"state": "no_address"}),
    ),
}
"""Whom a move concerns: service, list, and the filters whose totals are added."""


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """Where and when the conference is now, to be changed; and the moves until now."""
    return render_template(PAGE, form=FormState(_as_it_is(slug)), prospect=None, **_page(slug))


@blueprint.post("/review")
@unaudited
def review(slug: str) -> ResponseReturnValue:
    """What exactly the move would do; nothing is changed."""
    form = FormState.sent()
    try:
        prospect = _prospect(slug, form)
    except ServiceProblem as problem:
        return refused(PAGE, form, problem, prospect=None, **_page(slug))
    return _reviewed(slug, form, prospect)


@blueprint.post("")
def postpone(slug: str) -> ResponseReturnValue:
    """Move it, if the new day was typed."""
    form = FormState.sent()
    try:
        if not _typed(form):
            flash(_("Ngày mới gõ chưa đúng, nên chưa dời. Xin gõ lại."), "warning")
            return _reviewed(slug, form, _prospect(slug, form))
        body = _move(form) | {"reason": form.text("reason"), "version": form.number("version")}
        services().documents.post(path("conferences", slug, "postpone"), body, key=form.key)
    except ServiceProblem as problem:
        return refused(PAGE, form, problem, prospect=None, **_page(slug))
    flash(_("Đã dời hội nghị. Mọi người liên quan đang được báo, mỗi người một thư."), "success")
    return redirect(url_for("plan.show", slug=slug), 303)


def last_move(slug: str) -> dict[str, Any] | None:
    """The last move, for whoever knows the time before it; None while documents is away, too."""
    moves = shown_or_none(lambda: services().documents.get(path("conferences", slug, "postponements"), page_size=1))
    return moves["items"][0] if moves and moves["items"] else None


def _reviewed(slug: str, form: FormState, prospect: Mapping[str, Any]) -> Response:
    page = render_template(
        PAGE, form=form, prospect=prospect, word=_word(form), concerned=_concerned(slug), **_page(slug)
    )
    return Response(page, mimetype="text/html")


def _page(slug: str) -> dict[str, Any]:
    moves = shown_or_none(lambda: services().documents.get(path("conferences", slug, "postponements"), page_size=20))
    return {"slug": slug, "conference": conference_facts(slug), "moves": (moves or {"items": []})["items"]}


def _as_it_is(slug: str) -> dict[str, Any]:
    conference = conference_facts(slug)
    zone = ZoneInfo(conference["timezone"])
    starts, ends = (datetime.fromisoformat(conference[name]).astimezone(zone) for name in ("starts_at", "ends_at"))
    return {
        "date": starts.date().isoformat(),
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "hall": conference["hall"],
        "address": conference["address"],
        "move_deadlines": "yes",
    }


def _prospect(slug: str, form: FormState) -> Any:
    return services().documents.post(path("conferences", slug, "postpone", "preview"), _move(form))


def _move(form: FormState) -> dict[str, Any]:
    fields = {name: form.text(name) for name in ("date", "starts", "ends", "hall", "address")}
    return {**fields, "move_deadlines": form.text("move_deadlines") == "yes"}


def _concerned(slug: str) -> dict[str, int | None]:
    """How many are told; None where a service does not answer."""
    return {name: shown_or_none(partial(_total, slug, *asked)) for name, asked in LETTERS_COUNTED.items()}


def _total(slug: str, service: str, noun: str, filters: Sequence[Mapping[str, str]]) -> int:
    asked, address = services().named(service), path("conferences", slug, noun)
    return sum(int(asked.get(address, page_size=1, **each)["total"]) for each in filters)


def _word(form: FormState) -> str:
    """The new day as it has to be typed: `28/3/2025`."""
    day = date.fromisoformat(form.text("date") or "")
    return f"{day.day}/{day.month}/{day.year}"


def _typed(form: FormState) -> bool:
    numbers = [part.strip().lstrip("0") for part in (form.text("typed") or "").split("/")]
    try:
        return numbers == _word(form).split("/")
    except ValueError:
        return False
