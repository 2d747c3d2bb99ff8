"""The film on its way in: the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), our own server.

    POST    …/uploads         begin; with `Content-Type: application/offset+octet-stream` the first bytes come along
    HEAD    …/uploads/{id}    how far it is
    PATCH   …/uploads/{id}    more bytes
    DELETE  …/uploads/{id}    give it up
    OPTIONS                   what this server can

Bytes come outside any transaction, in `receive`; the method itself only notes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import Response, request
from werkzeug.exceptions import ClientDisconnected, UnsupportedMediaType

from chassis.clock import Clock
from chassis.web.blueprint import Blueprint
from chassis.web.bodies import patient
from chassis.web.problems import NOT_FOUND, Problem, ProblemSchema
from chassis.web.resource import Resource, permit, require
from services.documents import rules
from services.documents.film import tus
from services.documents.film.part_files import (
    Busy,
    ChecksumMismatch,
    DiskFull,
    Part,
    PartFiles,
    PartMissing,
    TooMuch,
)
from services.documents.models import VideoUpload, VideoUploadState
from services.documents.operations.video_uploads import Room, begin_upload, expect_room, note_received
from services.documents.problems.film import (
    DISK_FULL,
    UPLOAD_BROKE_OFF,
    UPLOAD_BUSY,
    UPLOAD_CHECKSUM_DIFFERS,
    UPLOAD_EXPIRED,
    UPLOAD_FINISHED,
    UPLOAD_HEADER_MALFORMED,
    UPLOAD_OFFSET_DIFFERS,
    UPLOAD_TOO_LONG,
)
from services.documents.queries.video_report import film_owed, upload_of
from services.documents.resources import tus_headers

WAIT_SECONDS = 2.0
"""For a request that is being torn down and still holds the file."""

blueprint = Blueprint(
    "video-uploads",
    __name__,
    url_prefix="/conferences/<slug>/video-report",
    description="The film on its way in, by the tus protocol.",
)
blueprint.after_request(tus_headers.with_protocol)


class _Incoming:
    """The body, with one exception for every way in which it may break off."""

    def read(self, size: int = -1, /) -> bytes:
        """Bytes as they come. Raises `_BrokenOff`."""
        try:
            return request.stream.read(size)
        except (ClientDisconnected, OSError) as error:
            raise _BrokenOff from error


class _BrokenOff(Exception):
    """The sender is gone, or silent for too long."""


class TusResource(Resource):
    """What both addresses share."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        return self.context.clock

    @property
    def parts(self) -> PartFiles:
        """Where bytes are until they are whole."""
        parts: PartFiles = self.context.parts.arriving
        return parts

    def room(self) -> Room:
        """How much may come now."""
        limits = self.context.parts
        return Room(limits.film_limit, limits.film_quota, self.parts.free())

    def receive(self) -> None:
        """Everything that takes longer than a transaction may. Raises `Problem`."""
        tus_headers.expect_version()
        try:
            getattr(self, f"receive_{request.method.lower()}", self.receive_nothing)()
        except tus.Malformed as error:
            raise tus_headers.malformed(error) from None

    def receive_nothing(self) -> None:
        """Nothing has to be done before the transaction."""

    def take(self, part: Part, upload: VideoUpload, checksum: tus.Checksum | None) -> int:
        """Add the body to the file; how many bytes there are now. Notes what came also when it breaks off."""
        most = (self.context.parts.film_limit if upload.length is None else upload.length) - part.size
        if (request.content_length or 0) > most:
            raise Problem(UPLOAD_TOO_LONG)
        request.max_content_length = most + 1
        try:
            with patient(request):
                part.append(_Incoming(), most, checksum)
        except TooMuch:
            raise Problem(UPLOAD_TOO_LONG) from None
        except ChecksumMismatch:
            raise Problem(UPLOAD_CHECKSUM_DIFFERS) from None
        except (_BrokenOff, DiskFull) as error:
            with self.context.database.write() as session:
                self.note(upload_of(session, upload.conference, upload.id, self.identity, lock=True), part.size)
            raise Problem(DISK_FULL if isinstance(error, DiskFull) else UPLOAD_BROKE_OFF) from None
        return part.size

    def note(self, upload: VideoUpload, offset: int) -> VideoUpload:
        """Keep how far it is."""
        note_received(upload, offset, self.clock())
        return upload

    @contextmanager
    def held(self, upload: VideoUpload, wait: float = 0.0) -> Iterator[Part]:
        """The upload's file. Raises `Problem` where another request has it, or it is gone."""
        try:
            with self.parts.held(upload.id, wait=wait) as part:
                yield part
        except Busy:
            raise Problem(UPLOAD_BUSY) from None
        except PartMissing:
            raise Problem(NOT_FOUND) from None


@blueprint.route("/uploads")
class VideoUploads(TusResource):
    """Beginning."""

    upload: VideoUpload
    offset: int = 0

    @permit(*rules.FILM_SENDERS)
    def options(self, slug: str) -> Response:
        """Say what this server can do."""
        response = Response(status=204)
        response.headers["Tus-Version"] = tus.VERSION
        response.headers["Tus-Extension"] = tus.EXTENSIONS
        response.headers["Tus-Checksum-Algorithm"] = ",".join(tus.ALGORITHMS)
        response.headers["Tus-Max-Size"] = str(self.context.parts.film_limit)
        return response

    def receive_post(self) -> None:
        """Write the upload down, make its file, take what came along."""
        slug = str((request.view_args or {})["slug"])
        metadata = tus.metadata(request.headers.get("Upload-Metadata"))
        length = tus.length(request.headers.get("Upload-Length"), request.headers.get("Upload-Defer-Length"))
        checksum = tus.checksum(request.headers.get("Upload-Checksum"))
        brings = request.mimetype == tus.OFFSET_OCTETS
        if not brings and request.content_length:
            raise UnsupportedMediaType
        with self.context.database.write() as session:
            owed = film_owed(session, slug, self.identity)
            require(rules.sends_film(self.identity, owed.unit))
            room, by, now = self.room(), self.identity, self.clock()
            self.upload = begin_upload(session, owed, metadata, length, room, by=by, now=now)
        # After the row is committed: a file without one is swept.
        self.parts.create(self.upload.id)
        if brings:
            with self.held(self.upload) as part:
                self.offset = self.take(part, self.upload, checksum)

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(
        operationId="begin_video_upload",
        parameters=[
            tus_headers.RESUMABLE,
            tus_headers.LENGTH,
            tus_headers.DEFER,
            tus_headers.METADATA,
            tus_headers.CHECKSUM,
        ],
        requestBody=tus_headers.BODY,
    )
    @blueprint.response(201, headers=tus_headers.CREATED)
    @blueprint.problems(400, 409, 412, 413, 415, 422, 423, 507)
    @blueprint.alt_response(
        460, schema=ProblemSchema, content_type="application/problem+json", description="Checksum Mismatch"
    )
    def post(self, slug: str) -> Response:
        """Begin to send a cut of the film (tus creation). The length may be said later, bytes may come along."""
        upload = upload_of(self.session, slug, self.upload.id, self.identity, lock=True)
        response = tus_headers.answer(201, self.note(upload, self.offset), self.offset)
        response.headers["Location"] = f"/conferences/{slug}/video-report/uploads/{upload.id}"
        return response


@blueprint.route("/uploads/<uuid:upload_id>")
class OneVideoUpload(TusResource):
    """Going on."""

    offset: int = 0

    @permit(*rules.FILM_SENDERS)
    def options(self, slug: str, upload_id: UUID) -> Response:
        """Say what this server can do."""
        return VideoUploads().options(slug)

    def receive_head(self) -> None:
        """Look at the disk. What turns out to be whole is noted: its last request was killed before it could."""
        upload = self.known()
        if upload.state is not VideoUploadState.RECEIVING:
            self.offset = upload.length or 0
            return
        with self.held(upload, WAIT_SECONDS) as part, self.context.database.write() as session:
            self.offset = part.size
            self.note(upload_of(session, upload.conference, upload.id, self.identity, lock=True), part.size)

    @permit(*rules.FILM_SENDERS)
    @blueprint.response(200, headers=tus_headers.TOLD)
    @blueprint.problems(404, 410, 412, 423)
    def head(self, slug: str, upload_id: UUID) -> Response:
        """Say how far an upload is."""
        upload = upload_of(self.session, slug, upload_id, self.identity)
        response = tus_headers.answer(200, upload, self.offset)
        if upload.length is None:
            response.headers["Upload-Defer-Length"] = "1"
        else:
            response.headers["Upload-Length"] = str(upload.length)
        if upload.metadata_text:
            response.headers["Upload-Metadata"] = upload.metadata_text
        return response

    def receive_patch(self) -> None:
        """Take the bytes, if they go on where the file ends."""
        if request.mimetype != tus.OFFSET_OCTETS:
            raise UnsupportedMediaType
        offset = tus.number("Upload-Offset", request.headers.get("Upload-Offset", ""))
        checksum = tus.checksum(request.headers.get("Upload-Checksum"))
        said = request.headers.get("Upload-Length")
        length = None if said is None else tus.number("Upload-Length", said)
        upload = self.known()
        if upload.state is not VideoUploadState.RECEIVING:
            raise Problem(UPLOAD_FINISHED)
        with self.held(upload) as part:
            if part.size != offset:
                raise Problem(UPLOAD_OFFSET_DIFFERS, members={"offset": part.size}, offset=part.size)
            if length is not None:
                upload = self.say_length(upload, length, part.size)
            self.offset = self.take(part, upload, checksum)

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(
        operationId="continue_video_upload",
        parameters=[tus_headers.RESUMABLE, tus_headers.OFFSET, tus_headers.LENGTH, tus_headers.CHECKSUM],
        requestBody=tus_headers.BODY,
    )
    @blueprint.response(204, headers=tus_headers.TOLD)
    @blueprint.problems(400, 409, 410, 412, 413, 415, 423, 507)
    @blueprint.alt_response(
        460, schema=ProblemSchema, content_type="application/problem+json", description="Checksum Mismatch"
    )
    def patch(self, slug: str, upload_id: UUID) -> Response:
        """Send the next bytes of a cut (tus core). Whatever is answered as received outlives a power cut."""
        upload = upload_of(self.session, slug, upload_id, self.identity, lock=True)
        return tus_headers.answer(204, self.note(upload, self.offset), self.offset)

    def receive_delete(self) -> None:
        """Remove row and file, while nobody else sends."""
        upload = self.known()
        if upload.state in (VideoUploadState.CHECKING, VideoUploadState.KEPT):
            raise Problem(UPLOAD_FINISHED)
        try:
            with self.parts.held(upload.id, wait=WAIT_SECONDS):
                self.forget(upload)
        except Busy:
            raise Problem(UPLOAD_BUSY) from None
        except PartMissing:
            self.forget(upload)

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="end_video_upload", parameters=[tus_headers.RESUMABLE])
    @blueprint.response(204)
    @blueprint.problems(409, 410, 412, 423)
    def delete(self, slug: str, upload_id: UUID) -> Response:
        """Give an upload up (tus termination): what came of it is removed."""
        return Response(status=204)

    @blueprint.doc(
        operationId="override_video_upload_method",
        parameters=[tus_headers.RESUMABLE, tus_headers.OVERRIDE],
        requestBody=tus_headers.BODY,
    )
    @permit(*rules.FILM_SENDERS)
    @blueprint.response(204)
    @blueprint.problems(400, 412)
    def post(self, slug: str, upload_id: UUID) -> Response:
        """For senders whose network lets only POST through: `X-HTTP-Method-Override` names the method that is meant."""
        raise Problem(UPLOAD_HEADER_MALFORMED, header="X-HTTP-Method-Override")

    def known(self) -> VideoUpload:
        """The upload that is meant. Raises `Problem` not-found, upload-expired."""
        place: dict[str, Any] = request.view_args or {}
        with self.context.database.read() as session:
            upload = upload_of(session, place["slug"], place["upload_id"], self.identity)
        if upload.state is VideoUploadState.RECEIVING and upload.expires_at < self.clock():
            raise Problem(UPLOAD_EXPIRED)
        return upload

    def say_length(self, upload: VideoUpload, length: int, size: int) -> VideoUpload:
        """Keep a length that was deferred: once, and not shorter than what has come."""
        if upload.length is not None and upload.length != length:
            raise tus.Malformed("Upload-Length")
        if length < max(size, 1):
            raise tus.Malformed("Upload-Length")
        if upload.length is not None:
            return upload
        with self.context.database.write() as session:
            upload = upload_of(session, upload.conference, upload.id, self.identity, lock=True)
            expect_room(session, upload.conference, length, self.room())
            upload.length = length
        return upload

    def forget(self, upload: VideoUpload) -> None:
        """Row first: a file without one is swept."""
        with self.context.database.write() as session:
            session.delete(upload_of(session, upload.conference, upload.id, self.identity, lock=True))
        self.parts.delete(upload.id)
