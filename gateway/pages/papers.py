"""Printed papers: invitations and badges as PDF, and all badges in one file for the printer."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.front.forward import passed_on
from gateway.pages.choices import category_choices, unit_choices
from gateway.pages.tables import Table, list_query

blueprint = Blueprint("papers", __name__, url_prefix="/conferences/<slug>/papers")

FILTERS = ("kind", "about")
LATEST = 5
"""Files for the printer that are shown."""


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The newest first."""
    answer = services().documents.get(path("conferences", slug, "papers"), **list_query(FILTERS))
    return render_template(
        "papers/list.html",
        slug=slug,
        table=Table.of(answer, FILTERS, "-rendered_at"),
        jobs=services().documents.get(path("conferences", slug, "print-jobs"), page_size=LATEST)["items"],
        units=unit_choices(slug),
        categories=category_choices(slug),
    )


@blueprint.get("/<uuid:paper_id>/look")
def show(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """The first page of one paper, to be looked at before it is printed."""
    return render_template("papers/show.html", slug=slug, paper_id=paper_id)


@blueprint.get("/<uuid:paper_id>/picture.png")
def picture(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """The first page of one paper as a picture."""
    return passed_on(services().documents.open(path("conferences", slug, "papers", paper_id, "preview")))


@blueprint.get("/<uuid:paper_id>")
def content(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """One paper's file."""
    return passed_on(services().documents.open(path("conferences", slug, "papers", paper_id, "content")))
