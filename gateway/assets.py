"""Copies the browser code and type that pages need from `node_modules/` to `gateway/static/vendor/`.

`npm ci` brings whole packages (47 MB); a page needs some two dozen files of them (3 MB). What is not listed here is
never served. Run it as `python -m gateway.assets` after `npm ci`; `make setup` does.

Each package's licence goes with its files. Paths below `vendor/` are what templates name:
`vendor/htmx/htmx.min.js`, `vendor/bootstrap/bootstrap.min.css`, …
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE.parent / "node_modules"
VENDOR = HERE / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """The files taken from one npm package: `{path in the package: path below vendor/<folder>/}`."""

    name: str
    folder: str
    files: dict[str, str]


PACKAGES = (
    Package("htmx.org", "htmx", {"dist/htmx.min.js": "htmx.min.js"}),
    Package(
        "bootstrap",
        "bootstrap",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
        },
    ),
    Package(
        "bootstrap-icons",
        "bootstrap-icons",
        {
            "font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
            "font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
        },
    ),
    Package(
        "zxing-wasm",
        "zxing-wasm",
        {"dist/iife/reader/index.js": "reader.js", "dist/reader/zxing_reader.wasm": "zxing_reader.wasm"},
    ),
    Package("idb", "idb", {"build/index.js": "idb.js"}),
    Package("@noble/ed25519", "noble-ed25519", {"index.js": "ed25519.js"}),
    Package(
        "@noble/hashes",
        "noble-hashes",
        {name: name for name in ("sha2.js", "_md.js", "_u64.js", "utils.js")},
    ),
    Package("tus-js-client", "tus-js-client", {"dist/tus.min.js": "tus.min.js"}),
    Package(
        "swagger-ui-dist",
        "swagger-ui",
        {"swagger-ui.css": "swagger-ui.css", "swagger-ui-bundle.js": "swagger-ui-bundle.js"},
    ),
)
TYPE = "@fontsource/be-vietnam-pro"
TYPE_FOLDER = "be-vietnam-pro"
WEIGHTS = (400, 500, 600, 700)


def main() -> int:
    """Fill `gateway/static/vendor/` anew; 1 with a reason on stderr when a file is not there."""
    try:
        copy(NODE_MODULES, VENDOR)
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: run `npm ci --ignore-scripts` first (`make setup` does).", file=sys.stderr)
        return 1
    return 0


def copy(node_modules: Path, vendor: Path) -> None:
    """Copy all files. The old folder is replaced only when the new one is complete. Raises `FileNotFoundError`."""
    fresh = vendor.with_name(vendor.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for package in PACKAGES:
        _copy_package(node_modules / package.name, fresh / package.folder, package.files)
    _copy_type(node_modules / TYPE, fresh / TYPE_FOLDER)
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)


def _copy_package(source: Path, target: Path, files: dict[str, str]) -> None:
    for origin, name in {**files, "LICENSE": "LICENSE"}.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith((".css", ".js")):
            (target / name).write_text(_without_source_map((source / origin).read_text()))
        else:
            shutil.copyfile(source / origin, target / name)


def _copy_type(source: Path, target: Path) -> None:
    rules = "".join((source / f"{weight}.css").read_text() for weight in WEIGHTS)
    names = re.findall(r"url\(\./files/([\w-]+\.woff2)\)", rules)
    _copy_package(source, target, {f"files/{name}": name for name in names})
    # Every browser that runs these pages reads woff2: the older format is left out.
    rules = re.sub(r", url\(\./files/[\w-]+\.woff\) format\('woff'\)", "", rules)
    (target / f"{TYPE_FOLDER}.css").write_text(rules.replace("./files/", "./"))


def _without_source_map(text: str) -> str:
    return re.sub(r"(/\*#|//#) sourceMappingURL=[^\s*]+( \*/)?\n?", "", text)


if __name__ == "__main__":
    sys.exit(main())
