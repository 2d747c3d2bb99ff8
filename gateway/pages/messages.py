"""E-mails and their fate: list, one as its reader sees it, its files, another try; and the mailbox of a trial."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.front.forward import passed_on
from gateway.pages.forms import FormState
from gateway.pages.message_subjects import subject_of
from gateway.pages.steps import attempted, back
from gateway.pages.tables import Table, list_query
from gateway.security.headers import MAIL, content_policy

blueprint = Blueprint("messages", __name__, url_prefix="/conferences/<slug>/messages")

FILTERS = ("q", "kind", "state", "about")
QUEUED, SCHEDULED = "queued", "scheduled"
MAILBOX_FILTERS = ("q",)
MAILBOX_SIZE = 25


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """The newest first. Reminders that wait for their moment are asked for as a state of their own."""
    query = list_query(FILTERS)
    if query.get("state") in (QUEUED, SCHEDULED):
        query |= {"state": QUEUED, "scheduled": str(query["state"] == SCHEDULED).lower()}
    answer = services().notification.get(path("conferences", slug, "messages"), **query)
    return render_template("messages/list.html", slug=slug, table=Table.of(answer, FILTERS, "-created_at"))


@blueprint.get("/<uuid:message_id>")
def show(slug: str, message_id: UUID) -> ResponseReturnValue:
    """One e-mail, its files and every try to send it."""
    message = _message(slug, message_id)
    subject = subject_of(slug, message, require_reader().role)
    return render_template("messages/show.html", slug=slug, message=message, subject=subject)


@blueprint.get("/<uuid:message_id>/body")
@content_policy(MAIL)
def body(slug: str, message_id: UUID) -> ResponseReturnValue:
    """The e-mail's own HTML, for a frame without any rights."""
    return Response(_message(slug, message_id)["html"], mimetype="text/html")


@blueprint.get("/<uuid:message_id>/attachments/<int:index>")
def attachment(slug: str, message_id: UUID, index: int) -> ResponseReturnValue:
    """One file of an e-mail."""
    address = path("conferences", slug, "messages", message_id, "attachments", index)
    return passed_on(services().notification.open(address))


@blueprint.post("/<uuid:message_id>/retry")
def retry(slug: str, message_id: UUID) -> ResponseReturnValue:
    """Send it again."""
    form = FormState.sent()
    address = path("conferences", slug, "messages", message_id, "retry")
    message = attempted(lambda: services().notification.post(address, key=form.key))
    if message is not None:
        flash(_("Thư cho %(name)s đang được gửi lại.", name=message["recipient_name"]), "success")
    return back(url_for("messages.show", slug=slug, message_id=message_id))


@blueprint.post("/<uuid:message_id>/cancel")
def cancel(slug: str, message_id: UUID) -> ResponseReturnValue:
    """Stop a reminder."""
    form = FormState.sent()
    address = path("conferences", slug, "messages", message_id, "cancel")
    message = attempted(lambda: services().notification.post(address, key=form.key))
    if message is not None:
        flash(_("Đã hủy thư nhắc %(name)s.", name=message["recipient_name"]), "success")
    return back(url_for("messages.show", slug=slug, message_id=message_id))


@blueprint.get("/mailbox")
def mailbox(slug: str) -> ResponseReturnValue:
    """What recipients got, read as they read it: of use where no mail server is set."""
    query = list_query(MAILBOX_FILTERS, page_size=MAILBOX_SIZE) | {"state": "sent", "sort": "-sent_at"}
    answer = services().notification.get(path("conferences", slug, "messages"), **query)
    chosen = request.args.get("open") or (answer["items"][0]["id"] if answer["items"] else None)
    return render_template(
        "messages/mailbox.html",
        slug=slug,
        table=Table.of(answer, MAILBOX_FILTERS),
        message=_message(slug, chosen) if chosen else None,
        chosen="open" in request.args,
    )


def _message(slug: str, message_id: UUID | str) -> dict[str, Any]:
    message: dict[str, Any] = services().notification.get(path("conferences", slug, "messages", message_id))
    return message
