"""The files that the gate's page is made of, for a device to keep: listed, and known by a version of their contents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import url_for

GATEWAY = Path(__file__).resolve().parents[1]
STATIC = GATEWAY / "static"
PATTERNS = (
    "vendor/be-vietnam-pro/be-vietnam-pro.css",
    "vendor/be-vietnam-pro/*.woff2",
    "vendor/bootstrap/*.min.*",
    "vendor/bootstrap-icons/bootstrap-icons.min.css",
    "vendor/bootstrap-icons/fonts/*.woff2",
    "vendor/htmx/*.js",
    "vendor/idb/*.js",
    "vendor/noble-ed25519/*.js",
    "vendor/zxing-wasm/*",
    "css/hoinghi.css",
    "css/dark.css",
    "css/gate.css",
    "css/gate_choice.css",
    "js/camera.js",
    "js/confirm.js",
    "js/file_drop.js",
    "js/film_kept.js",
    "js/gate.js",
    "js/live.js",
    "js/page.js",
    "js/page_kept.js",
    "js/sign_out.js",
    "js/sounds.js",
    "js/verdicts.js",
    "js/wedge.js",
    "js/station/*.js",
    "icon.svg",
)
"""Below `static/`: all that the two pages load. A browser test starts them without a network."""
WRITTEN = ("templates/base.html", "templates/gate", "templates/components", "translations", "static/js/gate_offline.js")
"""Whatever else a kept page is made from."""


def kept_parts() -> list[str]:
    """Addresses of the files."""
    return [url_for("static", filename=str(file.relative_to(STATIC))) for file in _files()]


@lru_cache(maxsize=1)
def version_of_parts() -> str:
    """Another one whenever a file of the page, or what it is written from, is another."""
    digest = hashlib.sha256()
    for file in [*_files(), *_written()]:
        digest.update(str(file.relative_to(GATEWAY)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def _files() -> tuple[Path, ...]:
    found = {file for pattern in PATTERNS for file in STATIC.glob(pattern) if file.name != "LICENSE"}
    return tuple(sorted(found))


def _written() -> list[Path]:
    places = [GATEWAY / name for name in WRITTEN]
    return sorted(file for place in places for file in ([place] if place.is_file() else place.rglob("*.*")))
