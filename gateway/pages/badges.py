"""All badges of confirmed delegates in one file for the printer."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.front.forward import passed_on

blueprint = Blueprint("badges", __name__, url_prefix="/conferences/<slug>/badges.pdf")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """`?size=card` (ten cards on A4) or `a6` (one a page)."""
    size = request.args.get("size", "card")
    return passed_on(services().documents.open(path("conferences", slug, "badges.pdf"), size=size))
