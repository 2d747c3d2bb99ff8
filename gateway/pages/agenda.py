"""The published agenda: for everybody who is signed in, for the public, on paper, for calendars."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services, services_for_strangers
from gateway.clients.services import ServiceProblem, Services, path
from gateway.clients.transport import ServiceUnavailable
from gateway.front.forward import passed_on
from gateway.pages.agenda_words import kinds

blueprint = Blueprint("agenda", __name__, url_prefix="/conferences/<slug>/agenda")

NOT_PUBLISHED = "no-agenda"
DRAFT_READERS = (Role.ORGANIZER, Role.DEPARTMENT, Role.CHAIR)


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """What holds, one's own items marked; for whoever prepares it also what each publication changed."""
    role = require_reader().role
    versions: list[dict[str, Any]] = []
    if role in DRAFT_READERS:
        versions = services().documents.get(path("conferences", slug, "agenda", "versions"))["items"]
    agenda = published_agenda(services(), slug)
    return render_template("agenda/show.html", slug=slug, agenda=agenda, versions=versions, kinds=kinds(), role=role)


@blueprint.get("/public")
def public(slug: str) -> ResponseReturnValue:
    """The same for whoever has the address; nothing in it is not for all."""
    agenda = published_agenda(services_for_strangers(), slug)
    page = render_template("agenda/public.html", slug=slug, agenda=agenda, kinds=kinds())
    return Response(page, 200 if agenda else 404, mimetype="text/html")


@blueprint.get("/agenda.pdf")
def paper(slug: str) -> ResponseReturnValue:
    """On paper."""
    return passed_on(services_for_strangers().documents.open(path("conferences", slug, "agenda.pdf")))


@blueprint.get("/agenda.ics")
def calendar(slug: str) -> ResponseReturnValue:
    """All of it for a calendar."""
    return passed_on(services_for_strangers().documents.open(path("conferences", slug, "agenda.ics")))


@blueprint.get("/own.ics")
def own_calendar(slug: str) -> ResponseReturnValue:
    """The reader's own items for a calendar."""
    return passed_on(services().documents.open(path("conferences", slug, "agenda.ics"), own=True))


def published_agenda(asked: Services, slug: str) -> dict[str, Any] | None:
    """The agenda that holds; None while none was published."""
    try:
        agenda: dict[str, Any] = asked.documents.get(path("conferences", slug, "agenda"))
    except ServiceProblem as problem:
        if problem.slug == NOT_PUBLISHED:
            return None
        raise
    return agenda


def agenda_if_there(slug: str) -> dict[str, Any] | None:
    """The same for pages that are of use without it."""
    try:
        return published_agenda(services(), slug)
    except (ServiceProblem, ServiceUnavailable):
        return None
