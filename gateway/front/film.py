"""Passes films on by the tus protocol, in pieces as they come: for the API, and for the page of the film.

The documents service speaks the protocol (`services/documents/resources/video_uploads.py`); the gateway says who asks,
and where the bytes go as seen from outside. Nothing of a body is kept here: what is lost with a connection is at most
the piece in hand.
"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request

from chassis.auth.identity import Identity
from chassis.observability.tracing import current_traceparent
from chassis.web.bodies import patient
from gateway.clients.services import path
from gateway.clients.transport import Body, LongBody
from gateway.context import parts
from gateway.front.forward import bearer_identity, passed_on
from gateway.security.audit import unaudited
from gateway.security.long_bodies import takes_films

OFFSET_OCTETS = "application/offset+octet-stream"
PASSED_IN = (
    "Accept-Language",
    "Content-Type",
    "Tus-Resumable",
    "Upload-Checksum",
    "Upload-Defer-Length",
    "Upload-Length",
    "Upload-Metadata",
    "Upload-Offset",
)
API = "/api/v1"
UPLOADS = "/conferences/<slug>/video-report/uploads"
BEGIN = ("POST", "OPTIONS")
GO_ON = ("HEAD", "PATCH", "POST", "OPTIONS")

blueprint = Blueprint("film_front", __name__, url_prefix=API)


@blueprint.route(UPLOADS, methods=BEGIN, provide_automatic_options=False)
@takes_films
def begin(slug: str) -> Response:
    """Begin an upload."""
    return film_passed_on(bearer_identity(), slug, prefix=API)


@blueprint.route(f"{UPLOADS}/<uuid:upload_id>", methods=GO_ON, provide_automatic_options=False)
@takes_films
@unaudited
def go_on(slug: str, upload_id: UUID) -> Response:
    """Send bytes, or ask how far it is. A film has hundreds of these requests: its beginning and end are audited."""
    return film_passed_on(bearer_identity(), slug, upload_id)


@blueprint.delete(f"{UPLOADS}/<uuid:upload_id>")
def end(slug: str, upload_id: UUID) -> Response:
    """Give an upload up."""
    return film_passed_on(bearer_identity(), slug, upload_id)


def film_passed_on(identity: Identity, slug: str, upload_id: UUID | None = None, *, prefix: str = "") -> Response:
    """Ask the documents service as this person. `prefix`: what stands before its addresses outside.

    Raises `ServiceUnavailable`.
    """
    here = parts()
    headers = {name: request.headers[name] for name in PASSED_IN if name in request.headers}
    headers["Authorization"] = f"Bearer {here.signer.sign(identity)}"
    headers["Accept"] = "application/json"
    traceparent = current_traceparent()
    if traceparent:
        headers["traceparent"] = traceparent
    segments = ("conferences", slug, "video-report", "uploads", *([] if upload_id is None else [upload_id]))
    with patient(request):
        answer = here.transports["documents"].request(request.method, path(*segments), headers, _body())
    response = passed_on(answer)
    place = response.headers.get("Location")
    if place is not None and place.startswith("/"):
        response.headers["Location"] = prefix + place
    return response


def _body() -> Body:
    """The bytes, in pieces. How long a film may be is for the service to say."""
    if request.mimetype != OFFSET_OCTETS:
        return request.get_data(cache=False) if request.method == "POST" else None
    return LongBody(request.stream, request.content_length)
