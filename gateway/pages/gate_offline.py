"""What lets a station go on without a network: its roster, its scans in batches, the page kept on the device."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from chassis.web.problems import NOT_FOUND, Problem
from gateway.auth.reader import require_reader, services
from gateway.clients.services import path
from gateway.context import parts
from gateway.language import page_language
from gateway.operations.stations import note_seen
from gateway.pages.conference_at_hand import conference_facts
from gateway.pages.gate import gates_of_reader, json_answer
from gateway.pages.gate_parts import STATIC, kept_parts, version_of_parts
from gateway.pages.station_icon import SIZES, icon_png
from gateway.security.audit import unaudited

blueprint = Blueprint("gate_offline", __name__, url_prefix="/conferences/<slug>/gate")

DARK = "#0e1116"


@blueprint.get("/roster")
def roster(slug: str) -> ResponseReturnValue:
    """What changed since the cursor `since`, and a fresh CSRF token; a station's report is noted by the way.

    `roster=no` asks for the token only, and tells that there is a connection.
    """
    reader = require_reader()
    if reader.is_station and reader.identity.station:
        waiting = max(0, request.args.get("waiting", 0, type=int))
        _note(reader.identity.station, waiting)
    answer: Any = None
    if request.args.get("roster") != "no":
        answer = services().registration.get(path("conferences", slug, "roster"), since=request.args.get("since"))
    return json_answer({"roster": answer, "csrf": generate_csrf()}, 200)


@blueprint.post("/batch")
@unaudited
def batch(slug: str) -> ResponseReturnValue:
    """Scans and undos that waited on a station; one verdict for each, in their order."""
    address = path("conferences", slug, "check-ins", "batch")
    status, answer = services().registration.post_answered(address, request.get_json())
    return json_answer(answer if isinstance(answer, dict) else {}, status)


@blueprint.get("/offline.js")
def worker(slug: str) -> ResponseReturnValue:
    """The service worker, with the list of what it keeps in front: another list makes another worker.

    The browser asks for it in its own language; `language` is that of the page which is to be kept.
    """
    language = "en" if request.args.get("language") == "en" else "vi"
    codes = [gate["code"] for gate in gates_of_reader(slug)]
    pages = {url_for("gate.show", slug=slug): url_for("gate.show", slug=slug, bare="yes")} | {
        url_for("gate.station", slug=slug, code=code): url_for("gate.station", slug=slug, code=code, bare="yes")
        for code in codes
    }
    version = f"{slug} {version_of_parts()} {language} {require_reader().kind}"
    kept = {"version": version, "language": language, "scope": slug, "pages": pages, "parts": kept_parts()}
    script = f"const KEPT = {json.dumps(kept)};\n" + _script("js/gate_offline.js")
    response = Response(script, mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = url_for("gate.show", slug=slug)
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/manifest.webmanifest")
def manifest(slug: str) -> ResponseReturnValue:
    """What a phone needs to put the gate on its first screen."""
    facts = conference_facts(slug)
    home = url_for("gate.show", slug=slug)
    described = {
        "id": home,
        "name": _("Điểm danh – %(conference)s", conference=facts.get("short_title") or facts["title"]),
        "short_name": _("Điểm danh"),
        "lang": page_language(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": DARK,
        "theme_color": DARK,
        "icons": [
            {"src": url_for("gate_offline.icon", slug=slug, size=size), "sizes": f"{size}x{size}", "type": "image/png",
             "purpose": purpose}
            for size in SIZES
            for purpose in ("any", "maskable")
        ],
    }  # fmt: skip
    return Response(json.dumps(described, ensure_ascii=False), mimetype="application/manifest+json")


@blueprint.get("/icon-<int:size>.png")
def icon(slug: str, size: int) -> ResponseReturnValue:  # noqa: ARG001 (the same for every conference)
    """The product's sign, for a phone's first screen."""
    if size not in SIZES:
        raise Problem(NOT_FOUND)
    response = Response(icon_png(size), mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _note(station: str, waiting: int) -> None:
    here = parts()
    with here.database.write() as session:
        note_seen(session, UUID(station), waiting=waiting, clock=here.clock)


def _script(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
