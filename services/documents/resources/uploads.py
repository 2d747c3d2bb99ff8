"""Files on their way in: sent first, and then used by what is handed in."""

from __future__ import annotations

from typing import Any

from flask import request

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import Upload
from services.documents.operations.uploads import keep_upload
from services.documents.problems.submissions import UPLOAD_TOO_LARGE
from services.documents.queries.conference_facts import conference_zone
from services.documents.resources.files import FILE_SCHEMA
from services.documents.schemas.submission import UploadArguments, UploadSchema
from services.documents.storage import FileStore, FileTooLarge, StoredFile

OCTETS = "application/octet-stream"
blueprint = Blueprint("uploads", __name__, url_prefix="/conferences/<slug>", description="Files on their way in.")


@blueprint.route("/uploads")
class Uploads(Resource):
    """Files that wait to be used."""

    stored: StoredFile

    @property
    def store(self) -> FileStore:
        """Where files are kept."""
        store: FileStore = self.context.parts.store
        return store

    def receive(self) -> None:
        """Bring the body to the disk; what says that it is too long is refused before a byte of it is read."""
        limit = self.context.parts.upload_limit
        if (request.content_length or 0) > limit:
            raise _too_large(limit)
        request.max_content_length = limit + 1
        try:
            self.stored = self.store.put(request.stream, limit)
        except FileTooLarge:
            raise _too_large(limit) from None

    def asked(self) -> bytes:
        """The checksum stands for the body."""
        return self.stored.sha256.encode()

    @permit(*rules.GIVERS)
    @blueprint.doc(
        operationId="upload_file", requestBody={"required": True, "content": {OCTETS: {"schema": FILE_SCHEMA}}}
    )
    @blueprint.arguments(UploadArguments, location="query")
    @blueprint.response(201, UploadSchema)
    @blueprint.problems(413)
    def post(self, arguments: dict[str, Any], slug: str) -> Upload:
        """Send a file as it is; within a day whoever sent it can hand it in. Its kind is told by its content."""
        found(conference_zone(self.session, slug))
        return keep_upload(
            self.session,
            self.store,
            self.stored,
            conference=slug,
            filename=arguments["filename"],
            by=self.identity,
            now=self.context.clock(),
        )


def _too_large(limit: int) -> Problem:
    return Problem(UPLOAD_TOO_LARGE, limit=limit // 1_000_000)
