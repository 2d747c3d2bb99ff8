"""Lists, name tents and the chair's report, printed or saved as they are asked for."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.pages.tables import chosen

blueprint = Blueprint("printing", __name__, url_prefix="/conferences/<slug>/print")

FORBIDDEN = 403
CHOICES = ("category", "unit", "kind", "present", "blank_rows", "size")
LOOKS = {
    "agenda": "agenda",
    "seating-plan": "seating-plan",
    "petition-summary": "petition-summary",
    "medal-list": "medal-nominations",
    "activity-list": "activity-reports",
    "commendation-list": "commendation-list",
}
"""Papers that are printed from a page of their own, and where the documents service draws them."""
FILTERS = ("draft", "size", "kind", "recipient", "room", "unit", "state", "activity", "overdue", "q", "published_at")


@blueprint.get(
    "/<any('sign-off-sheet.pdf', 'sign-off-sheet.xlsx', 'attendance-list.pdf', 'attendance-list.xlsx',"
    " 'attendance-report.pdf', 'name-tents.pdf', 'badges.pdf', 'film-appraisal.pdf'):name>"
)
def show(slug: str, name: str) -> ResponseReturnValue:
    """The file, of the people chosen in the page's form."""
    return passed_on(services().documents.open(path("conferences", slug, name), **chosen(CHOICES)))


@blueprint.get(
    "/look/<any('agenda', 'seating-plan', 'petition-summary', 'medal-list', 'activity-list',"
    " 'commendation-list'):paper>"
)
def look(slug: str, paper: str) -> ResponseReturnValue:
    """The part of a page with the first page of what it would print, by the same choices, or in words why not."""
    picture, refused = _drawn(path("conferences", slug, LOOKS[paper], "preview"), **chosen(FILTERS))
    return render_template("papers/look.html", picture=picture, problem=refused)


@blueprint.get(
    "/preview/<any('sign-off-sheet', 'attendance-list', 'attendance-report', 'film-appraisal', 'invitations',"
    " 'name-tents', 'badges'):paper>"
)
def preview(slug: str, paper: str) -> ResponseReturnValue:
    """The part of the page with the first page of what would be printed, or in words why there is none."""
    picture, refused = _drawn(path("conferences", slug, "preview"), paper=paper, **chosen(CHOICES))
    return render_template("papers/preview.html", slug=slug, paper=paper, picture=picture, problem=refused)


def _drawn(address: str, **choices: Any) -> tuple[str | None, ServiceProblem | None]:
    """The picture as text for the page, or why there is none."""
    try:
        return base64.b64encode(services().documents.open(address, **choices).read()).decode(), None
    except ServiceProblem as problem:
        if problem.status == FORBIDDEN:
            raise
        return None, problem
