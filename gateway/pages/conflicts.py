"""Contradictions in the check-in log, in words, for the office to decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.pages.choices import gate_names
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.forms import FormState, refused

blueprint = Blueprint("conflicts", __name__, url_prefix="/conferences/<slug>/check-in-conflicts")

SHOWN = 100
"""Open ones on the page, those that wait longest first; when they are decided, the next ones follow."""
DECIDED_SHOWN = 50


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """What waits for a decision, and what was decided."""
    return render_template("conflicts/list.html", form=FormState(), about=None, **_page(slug))


@blueprint.get("/count")
def count(slug: str) -> ResponseReturnValue:
    """How many wait, for the menu; nothing when none does."""
    waiting = _conflicts(slug, "open", 1)["total"]
    return render_template("conflicts/count.html", waiting=waiting)


@blueprint.post("/<uuid:conflict_id>/resolve")
def resolve(slug: str, conflict_id: UUID) -> ResponseReturnValue:
    """Count the scan or discard it, with a reason that is kept."""
    form = FormState.sent()
    address = path("conferences", slug, "check-in-conflicts", conflict_id, "resolve")
    decided = {"decision": form.text("decision") or "", "reason": form.text("reason") or ""}
    try:
        line = services().registration.post(address, decided, key=form.key)["check_in"]
    except ServiceProblem as problem:
        return refused("conflicts/list.html", form, problem, about=str(conflict_id), **_page(slug))
    if decided["decision"] == "count":
        flash(_("Đã tính %(name)s có mặt.", name=line["full_name"]), "success")
    else:
        flash(_("Lượt quét của %(name)s không được tính.", name=line["full_name"]), "success")
    return redirect(url_for("conflicts.index", slug=slug), 303)


def _page(slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "open": _conflicts(slug, "open", SHOWN),
        "resolved": _conflicts(slug, "resolved", DECIDED_SHOWN),
        "gates": gate_names(slug),
        "facts": conference_facts(slug),
    }


def _conflicts(slug: str, state: str, most: int) -> dict[str, Any]:
    address = path("conferences", slug, "check-in-conflicts")
    answer: dict[str, Any] = services().registration.get(address, state=state, page_size=most)
    return answer
