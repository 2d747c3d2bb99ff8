"""Two cuts of the demo's film, sent by its broadcaster and taken over by the worker: one with faults, one without."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import urllib3

from chassis.testing.messaging import wait_for
from gateway.clients.transport import HttpTransport
from hoinghi.demo import SLUG, Caller
from tests.documents.films import Recipe, black, make, silent
from tests.e2e.product import RunningProduct

FILM = f"/conferences/{SLUG}/video-report"
SECONDS = 12
FAULTY = Recipe(
    seconds=SECONDS, size=(640, 360), lufs=-18.0, pictures=("scale=640:360", black(3, 4.6)), sound=(silent(7, 9.5),)
)
MENDED = Recipe(seconds=SECONDS, size=(640, 360), pictures=("scale=640:360", "hue=s=0.4"))
PATIENCE = 90.0


def send_two_cuts(product: RunningProduct) -> None:
    """Return when both can be played."""
    broadcaster = Caller(HttpTransport("gateway", product.url), product.account("broadcaster"))
    with TemporaryDirectory() as folder:
        for number, recipe in enumerate((FAULTY, MENDED), start=1):
            _send(product, broadcaster.token, make(Path(folder) / f"phong-su-{number}.mp4", recipe))
            wait_for(partial(_is_ready, broadcaster, number), PATIENCE)


def _send(product: RunningProduct, token: str, film: Path) -> None:
    """By the tus protocol, in one request."""
    content = film.read_bytes()
    headers = {
        "Authorization": f"Bearer {token}",
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Upload-Metadata": f"filename {base64.b64encode(film.name.encode()).decode()}",
        "Content-Type": "application/offset+octet-stream",
    }
    address = f"{product.url}/api/v1{FILM}/uploads"
    assert urllib3.request("POST", address, body=content, headers=headers, timeout=60).status == 201


def _is_ready(caller: Caller, number: int) -> bool:
    versions: list[Any] = (caller.get(FILM) or {})["versions"]
    return len(versions) == number and versions[0]["browser_copy"]["state"] == "ready"
