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


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The newest first."""
    answer = services().documents.get(path("conferences", slug, "papers"), **list_query(FILTERS))
    return render_template(
        "papers/list.html",
        slug=slug,
        table=Table.of(answer, FILTERS, "-rendered_at"),
        units=unit_choices(slug),
        categories=category_choices(slug),
    )


@blueprint.get("/<uuid:paper_id>")
def content(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """One paper's file."""
    return passed_on(services().documents.open(path("conferences", slug, "papers", paper_id, "content")))
