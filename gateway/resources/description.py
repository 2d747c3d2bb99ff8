"""`GET /api/v1/openapi.json`: the merged description of the API."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from chassis.web.application import openapi_of
from gateway.context import parts
from gateway.front.description import merge

blueprint = Blueprint("api_description", __name__)


@blueprint.get("/api/v1/openapi.json")
def show() -> Response:
    """The document; 503 while a service has not described itself."""
    here = parts()
    documents = here.catalogue.documents()
    cache = current_app.extensions.setdefault("merged_openapi", {})
    if "document" not in cache:
        cache["document"] = merge(openapi_of(current_app._get_current_object()), documents)  # type: ignore[attr-defined]
    response = jsonify(cache["document"])
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
