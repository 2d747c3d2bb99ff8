"""Work on many delegates at once, and on those who may be one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.pages.delegates import FILTERS, TYPED
from gateway.pages.delegates import blueprint as blueprint
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted
from gateway.pages.tables import Table, list_query


@blueprint.post("/bulk")
def bulk(slug: str) -> ResponseReturnValue:
    """One step for the chosen ones, or for all of the list; what was refused is said one by one."""
    form = FormState.sent()
    here = url_for("delegates.index", slug=slug, **_filter())
    action = form.text("action")
    if action == "cancel" and (form.text("typed") or "").upper() != TYPED:
        flash(_("Chưa rút tên ai: xin gõ đúng “%(word)s” để xác nhận.", word=TYPED), "error")
        return redirect(here, 303)
    who = {"filter": _filter()} if form.text("whom") == "all" else {"ids": request.form.getlist("ids")}
    body = {"action": action, "reason": form.text("reason"), **who}
    address = path("conferences", slug, "delegates", "bulk")
    answer = attempted(lambda: services().registration.post(address, body, key=form.key))
    if answer is None:
        return redirect(here, 303)
    refused = [result for result in answer["results"] if result["outcome"] == "refused"]
    flash(_told(answer), "warning" if refused else "success")
    for note in answer["notes"]:
        flash(note, "warning")
    if not refused:
        return redirect(here, 303)
    return render_template("delegates/bulk.html", slug=slug, answer=answer, refused=refused, here=here)


@blueprint.get("/namesakes")
def namesakes(slug: str) -> ResponseReturnValue:
    """Delegates of one name who may be the same person."""
    answer = services().registration.get(path("conferences", slug, "delegates", "namesakes"), **list_query(()))
    return render_template("delegates/namesakes.html", slug=slug, table=Table.of(answer, ()))


@blueprint.post("/<uuid:delegate_id>/<any(merge,tell_apart):verb>")
def decide(slug: str, delegate_id: UUID, verb: str) -> ResponseReturnValue:
    """They are one person, or two."""
    form = FormState.sent()
    address = path("conferences", slug, "delegates", delegate_id, verb.replace("_", "-"))
    body = {"other": form.text("other")}
    delegate = attempted(lambda: services().registration.post(address, body, key=form.key))
    if delegate is not None:
        name = delegate["full_name"]
        words = _("Đã gộp %(name)s thành một chỗ, một thẻ.", name=name) if verb == "merge" else _(
            "Đã ghi: hai đồng chí %(name)s là hai người.", name=name
        )  # fmt: skip
        flash(words, "success")
    return redirect(url_for("delegates.namesakes", slug=slug), 303)


def _filter() -> dict[str, Any]:
    return {name: request.form[name] for name in FILTERS if request.form.get(name)}


def _told(answer: dict[str, Any]) -> str:
    done = ngettext("Đã làm cho %(num)d đại biểu.", "Đã làm cho %(num)d đại biểu.", answer["done"])
    refused = ngettext("%(num)d người không làm được.", "%(num)d người không làm được.", answer["refused"])
    return f"{done} {refused}" if answer["refused"] else str(done)
