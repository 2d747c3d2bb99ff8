"""How the tus protocol is described in OpenAPI, and what every answer of it carries."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from chassis.web.problems import Problem
from services.documents.film import tus
from services.documents.models import VideoUpload, VideoUploadState
from services.documents.problems.film import TUS_VERSION_REFUSED, UPLOAD_HEADER_MALFORMED

TEXT = {"type": "string"}
BYTES = {"type": "integer", "format": "int64", "minimum": 0}


def parameter(name: str, schema: dict[str, Any], meaning: str, *, required: bool = False) -> dict[str, Any]:
    """A request header in OpenAPI."""
    return {"name": name, "in": "header", "schema": schema, "description": meaning, "required": required}


RESUMABLE = parameter(
    "Tus-Resumable", {"type": "string", "enum": [tus.VERSION]}, "The protocol's version.", required=True
)
OFFSET = parameter("Upload-Offset", BYTES, "From which byte on the body is.", required=True)
LENGTH = parameter("Upload-Length", BYTES, "Bytes of the whole.")
DEFER = parameter("Upload-Defer-Length", {"type": "integer", "enum": [1]}, "The length is said later.")
METADATA = parameter("Upload-Metadata", TEXT, "`filename`, and `sha256` of the whole in hex; values in base64.")
CHECKSUM = parameter("Upload-Checksum", TEXT, "`sha256` (or `sha1`) of this body, in base64.")
OVERRIDE = parameter("X-HTTP-Method-Override", TEXT, "The method that is meant, where only POST passes.")
BODY = {"required": False, "content": {tus.OFFSET_OCTETS: {"schema": {"type": "string", "format": "binary"}}}}


def said(name: str, meaning: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """A response header in OpenAPI."""
    return {name: {"description": meaning, "schema": schema or TEXT}}


TOLD = said("Upload-Offset", "Bytes that are on the disk.", BYTES) | said("Upload-Expires", "When it is given up.")
CREATED = TOLD | said("Location", "Where the bytes go.")


def expect_version() -> None:
    """Every request names the protocol's version, except OPTIONS. Raises `Problem` tus-version-refused."""
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != tus.VERSION:
        raise Problem(TUS_VERSION_REFUSED)


def malformed(error: tus.Malformed) -> Problem:
    """What to say of a header that cannot be read."""
    return Problem(UPLOAD_HEADER_MALFORMED, header=error.header)


def with_protocol(response: Response) -> Response:
    """The headers of every answer; nobody in between may keep one."""
    response.headers["Tus-Resumable"] = tus.VERSION
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 412:
        response.headers["Tus-Version"] = tus.VERSION
    return response


def answer(status: int, upload: VideoUpload, offset: int) -> Response:
    """An answer without a body that says how far an upload is."""
    response = Response(status=status)
    response.headers["Upload-Offset"] = str(offset)
    if upload.state is VideoUploadState.RECEIVING:
        response.headers["Upload-Expires"] = upload.expires_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response
