"""What a kind of problem means: the address in the `type` of every problem+json (RFC 9457 section 3.1.1)."""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from chassis.web.problems import CHASSIS_PROBLEMS
from gateway.language import page_language
from gateway.problems import GATEWAY_PROBLEMS

KNOWN = {kind.slug: kind for kind in (*CHASSIS_PROBLEMS, *GATEWAY_PROBLEMS)}
SLUG = re.compile(r"[a-z][a-z0-9-]{0,63}")

blueprint = Blueprint("problems", __name__)


@blueprint.get("/problems/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """What everybody may know of a problem type. The services' own explain themselves in each answer's `detail`."""
    if not SLUG.fullmatch(slug):
        abort(404)
    kind = KNOWN.get(slug)
    title = kind.title.in_language(page_language()) if kind else None
    detail = kind.detail.in_language(page_language()) if kind else None
    return render_template("problems/show.html", slug=slug, kind=kind, title=title, detail=detail)
