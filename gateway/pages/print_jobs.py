"""Many papers in one file for the printer: asked for, followed with a bar, downloaded."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.front.forward import passed_on
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted

blueprint = Blueprint("print_jobs", __name__, url_prefix="/conferences/<slug>/print-jobs")

CHOICES = {"category": "category", "unit": "unit", "kind": "delegate_kind", "size": "size"}
"""From the fields of the form to what the service is asked for."""


@blueprint.post("/<any('invitations', 'name_tents', 'badges'):kind>")
def create(slug: str, kind: str) -> ResponseReturnValue:
    """Ask for the file of the people chosen in the form; refused, the page says why."""
    form = FormState.sent()
    wanted = {name: form.text(field) for field, name in CHOICES.items() if form.text(field)}
    job = attempted(
        lambda: services().documents.post(
            path("conferences", slug, "print-jobs"), wanted | {"kind": kind}, key=form.key
        )
    )
    if job is None:
        return redirect(url_for("papers.index", slug=slug), 303)
    return redirect(url_for("print_jobs.show", slug=slug, job_id=job["id"]), 303)


@blueprint.get("/<uuid:job_id>")
def show(slug: str, job_id: UUID) -> ResponseReturnValue:
    """How far it is. The page asks for itself anew while the worker is at it."""
    job = services().documents.get(path("conferences", slug, "print-jobs", job_id))
    return render_template("print_jobs/show.html", slug=slug, job=job)


@blueprint.get("/<uuid:job_id>/content")
def content(slug: str, job_id: UUID) -> ResponseReturnValue:
    """The file."""
    return passed_on(services().documents.open(path("conferences", slug, "print-jobs", job_id, "content")))
