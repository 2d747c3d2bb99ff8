"""What is in the repository is ours, and runs on any machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Written so that this file does not contain what it looks for.
REGISTRIES = re.compile(r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|registry[.]yarnpkg|jsdelivr[.]net|unpkg[.]com")
HOMES = re.compile(r"(?<![\w.$}])/(?:root|home/\w+|work|Users)/\w")
NOT_OURS = (".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".otf", ".wasm", ".whl")


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in texts().items() if REGISTRIES.search(text)] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [name for name, text in texts().items() if HOMES.search(text)] == []


def test_no_third_party_file_is_tracked() -> None:
    assert [str(path) for path in tracked() if path.name.endswith(NOT_OURS)] == []


def tracked() -> list[Path]:
    """Every file that git knows and that is there, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The text of every tracked file that is text."""
    contents = {str(path): (ROOT / path).read_bytes() for path in tracked()}
    return {name: content.decode() for name, content in contents.items() if b"\0" not in content}
