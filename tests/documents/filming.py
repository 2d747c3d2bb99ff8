"""Shorthands for films that are sent, as a client of the tus protocol does it."""

from __future__ import annotations

import base64
import hashlib
import random
import threading
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from services.documents.film.tus import OFFSET_OCTETS, VERSION
from services.documents.film.workplace import Workplace
from services.documents.operations.copy_films import FilmCopier
from services.documents.operations.inspect_films import FilmInspector
from services.documents.operations.receive_films import FilmReceiver
from services.documents.storage import FileStore
from tests.documents.world import SLUG, Documents

UNIT = "dai-phat-thanh"
HERE = f"/conferences/{SLUG}/video-report"
FILM = random.Random(1).randbytes(100_000)
SHA256 = hashlib.sha256(FILM).hexdigest()
NAME = "phóng sự.mp4"


def encoded(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def said(filename: str = NAME, **more: str) -> str:
    """Upload-Metadata."""
    return ",".join(f"{key} {encoded(value)}" for key, value in {"filename": filename, **more}.items())


def ask(documents: Documents, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
    """A request of the broadcaster; headers by their names with underscores, and an empty one is left out."""
    sent = {"Tus-Resumable": VERSION, "Authorization": f"Bearer {documents.token(Role.BROADCASTER, unit=UNIT)}"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return documents.client.open(
        path, method=method, data=body, headers={name: value for name, value in sent.items() if value}
    )


def begin(documents: Documents, length: int | None = len(FILM), body: Any = None, **headers: str) -> TestResponse:
    """Create an upload."""
    told = {"Upload_Metadata": said()} | ({} if length is None else {"Upload_Length": str(length)}) | headers
    if body is not None:
        told["Content_Type"] = OFFSET_OCTETS
    return ask(documents, "POST", f"{HERE}/uploads", body, **told)


def begun(documents: Documents, length: int | None = len(FILM), **headers: str) -> str:
    """Where the bytes of a new upload go."""
    answer = begin(documents, length, **headers)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def send(documents: Documents, path: str, body: Any = FILM, offset: int | str = 0, **headers: str) -> TestResponse:
    """Send bytes from an offset on."""
    return ask(
        documents, "PATCH", path, body, **{"Upload_Offset": str(offset), "Content_Type": OFFSET_OCTETS} | headers
    )


def offset_of(documents: Documents, path: str) -> int:
    """How far an upload is."""
    answer = ask(documents, "HEAD", path)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


def receiver(documents: Documents) -> FilmReceiver:
    """The worker's loop."""
    parts = documents.service.web.extensions["hoinghi"].parts
    return FilmReceiver(documents.service.database, parts.store, parts.arriving, documents.clock)


def take_over(documents: Documents) -> bool:
    """Let the worker take over one film that has come whole."""
    return receiver(documents).receive_next(threading.Event())


def film_inspector(documents: Documents) -> FilmInspector:
    """The worker that looks at cuts."""
    return FilmInspector(documents.service.database, *_store_and_place(documents), documents.clock)


def film_copier(documents: Documents) -> FilmCopier:
    """The worker that makes copies for browsers."""
    return FilmCopier(documents.service.database, *_store_and_place(documents), documents.clock)


def _store_and_place(documents: Documents) -> tuple[FileStore, Workplace]:
    parts = documents.service.web.extensions["hoinghi"].parts
    return parts.store, Workplace(parts.arriving.path(UUID(int=0)).parents[1] / "film-work")


def sent(documents: Documents, content: bytes = FILM, **headers: str) -> dict[str, Any]:
    """A film that was sent and taken over; the film as the broadcaster sees it."""
    assert send(documents, begun(documents, len(content), **headers), content).status_code == 204
    assert take_over(documents)
    return film(documents)


def film(documents: Documents, role: Role = Role.BROADCASTER, **scope: str) -> dict[str, Any]:
    scope = scope or ({"unit": UNIT} if role is Role.BROADCASTER else {})
    shown: dict[str, Any] = documents.get("/video-report", role, **scope).get_json()
    return shown
