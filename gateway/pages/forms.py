"""Forms that keep what was typed when they are refused, and say at each field what is wrong.

form = FormState.sent()
try:
    services().registration.post(path("conferences", slug, "delegates"), body, key=form.key)
except ServiceProblem as problem:
    return refused("delegates/new.html", form, problem, slug=slug)
flash(_("Đã ghi tên đại biểu."), "success")
return redirect(url_for(…), 303)
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, render_template, request

from chassis.web.problems import Problem
from gateway.clients.services import ServiceProblem
from gateway.language import page_language

KEY_FIELD = "_key"


def new_key() -> str:
    """A fresh Idempotency-Key for a form about to be shown: sending that form twice changes things once."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True)
class FormState:
    """What stands in a form's fields, and what is wrong with them."""

    values: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    detail: str = ""
    """Of a refusal: shown above the form."""
    key: str = field(default_factory=new_key)

    @classmethod
    def sent(cls) -> FormState:
        """What the browser sent, blanks around it cut off, except of a password: signing in takes it as it is."""
        values = {name: value if "password" in name else value.strip() for name, value in request.form.items()}
        return cls(values, key=values.get(KEY_FIELD) or new_key())

    def filled(self, values: Mapping[str, Any]) -> FormState:
        """A form of the same page with these values in its fields, which nobody has sent yet."""
        return FormState(values)

    def text(self, name: str) -> str | None:
        """A field's text; None when it is empty, which is how services want "nothing" said."""
        return self.values.get(name) or None

    def number(self, name: str) -> int | str | None:
        """A field's whole number; what is none goes to the service as it is, which then says so."""
        text = self.text(name)
        try:
            return int(text) if text is not None else None
        except ValueError:
            return text

    def refused_by(self, error: ServiceProblem | Problem) -> FormState:
        """The same form with the refusal in words, and a fresh key for the next try."""
        if isinstance(error, ServiceProblem):
            return FormState(self.values, error.field_faults(), error.title, error.detail)
        body = error.body(page_language())
        shown = ServiceProblem("gateway", error.kind.status, body)
        return FormState(self.values, shown.field_faults(), shown.title, shown.detail)


def refused(template: str, form: FormState, error: ServiceProblem | Problem, **values: Any) -> Response:
    """The form again, with the status of the refusal. `values` are whatever else the template needs."""
    status = error.status if isinstance(error, ServiceProblem) else error.kind.status
    page = render_template(template, form=form.refused_by(error), **values)
    return Response(page, status, mimetype="text/html")


def refused_edit(template: str, form: FormState, error: ServiceProblem, *, slug: str, delegate: Any) -> Response:
    """The form of a delegate again; where somebody else changed them meanwhile (`stale`), it counts when sent again."""
    stale = error.slug == "changed-meanwhile"
    if stale:
        form = FormState({**form.values, "version": delegate["version"]})
    return refused(template, form, error, slug=slug, delegate=delegate, stale=stale)
