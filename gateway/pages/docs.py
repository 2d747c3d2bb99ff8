"""The API's try-out page: Swagger UI, from our own address and without inline script."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("docs", __name__)


@blueprint.get("/api/docs")
@blueprint.get("/api/v1/docs")
def show() -> ResponseReturnValue:
    """The description of the API, with try-out by token."""
    return render_template("docs/show.html")
