"""Files as answers: downloaded, and kept by nobody in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import FileWrapper

from chassis.vietnamese import file_name
from chassis.web.blueprint import Blueprint, Decorated
from services.documents.models import Upload
from services.documents.storage import FileStore

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OCTETS = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_SCHEMA = {"type": "string", "format": "binary"}


def file_answer(content: bytes, filename: str, media_type: str = PDF) -> Response:
    """A file to be saved under this name."""
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def stored_file_answer(store: FileStore, upload: Upload) -> Response:
    """A file that somebody sent, in pieces as it is read; always to be saved, never to be shown by the browser.

    Raises `FileMissing` when the store has lost it.
    """
    file = store.open(upload.sha256)
    response = Response(FileWrapper(file, 256 * 1024), mimetype=OCTETS, direct_passthrough=True)
    response.content_length = upload.size
    response.headers["Cache-Control"] = "private, no-store"
    return _to_be_saved(response, upload.filename)


def file_in_ranges(blueprint: Blueprint, media_type: str) -> Callable[[Decorated], Decorated]:
    """Document a method that answers with `ranged_file_answer`."""

    def document(method: Decorated) -> Decorated:
        method = blueprint.response(200, FILE_SCHEMA, content_type=media_type)(method)
        method = blueprint.alt_response(206, schema=FILE_SCHEMA, content_type=media_type)(method)
        return blueprint.problems(416)(blueprint.alt_response(304)(method))

    return document


def ranged_file_answer(
    store: FileStore,
    sha256: str,
    size: int,
    filename: str,
    *,
    accelerated: str = "",
    media_type: str | None = None,
    most: int | None = None,
) -> Response:
    """A long file of the store, whole or the range that is asked for (RFC 9110 section 14).

    `accelerated`: the address under which a web server in front finds the store's directory. The answer then only names
    the file (`X-Accel-Redirect`), and the server sends it, ranges included, without holding a thread of ours.
    `media_type`: of what we made ourselves and a browser may show; without it the file is always to be saved.
    `most`: bytes that are sent of a range without an end; whoever plays asks again for what follows, so that one who
    paused holds no thread (RFC 9110 section 14.2 allows it). Such a file is not kept by browsers: their caches would
    name ends of their own. Raises `FileMissing` when the store has lost it.
    """
    path = store.path(sha256)
    if accelerated and path is not None:
        response = Response(mimetype=media_type or OCTETS)
        response.headers["X-Accel-Redirect"] = f"{accelerated.rstrip('/')}/{path.parent.name}/{path.name}"
    else:
        file = store.open(sha256)
        response = Response(FileWrapper(file, 256 * 1024), mimetype=media_type or OCTETS, direct_passthrough=True)
        response.call_on_close(file.close)
        response.content_length = size
        response.set_etag(sha256)
        try:
            response.make_conditional(_in_pieces(most), accept_ranges=True, complete_length=size)
        except RequestedRangeNotSatisfiable:
            response.close()
            raise
    response.headers["Cache-Control"] = "private, no-cache" if most is None else "private, no-store"
    return _to_be_saved(response, filename) if media_type is None else _to_be_shown(response, filename)


def _in_pieces(most: int | None) -> WSGIEnvironment:
    """The request, its range without an end made one of so many bytes; whoever names an end gets what they asked."""
    asked = request.range
    if most is None or asked is None or len(asked.ranges) != 1:
        return request.environ
    [(start, end)] = asked.ranges
    if end is not None or start < 0:
        return request.environ
    return request.environ | {"HTTP_RANGE": f"bytes={start}-{start + most - 1}"}


def _to_be_shown(response: Response, filename: str) -> Response:
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _to_be_saved(response: Response, filename: str) -> Response:
    words, _, ending = filename.rpartition(".")
    plain = file_name(words, ending.lower())
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
