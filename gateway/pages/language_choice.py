"""The language switch."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from gateway.context import parts
from gateway.language import COOKIE, LANGUAGES
from gateway.pages.access import safe_target
from gateway.security.audit import unaudited

blueprint = Blueprint("language", __name__)

YEAR = 365 * 24 * 3600


@blueprint.post("/language")
@unaudited
def choose() -> ResponseReturnValue:
    """Keep the choice for a year and go back to the page."""
    response = redirect(safe_target(request.form.get("next")), 303)
    language = request.form.get("language", "")
    if language in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax", secure=parts().config.https)
    return response
