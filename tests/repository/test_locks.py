"""The locks install the same everywhere: exact versions, hashes, and no word of where packages come from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN, DEVELOP, NODE = "requirements.lock", "requirements-dev.lock", "requirements-node.lock"
LOCKS = (RUN, DEVELOP, NODE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    assert re.findall(r"\w+://|--\w+-url|--find-links|\bfile:", (ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(lock: str) -> None:
    assert [name for name, block in blocks(lock).items() if "--hash=sha256:" not in block] == []


def test_tools_are_locked_to_what_runs() -> None:
    assert {name: versions(DEVELOP).get(name) for name in versions(RUN)} == versions(RUN)


def test_what_the_product_declares_is_locked() -> None:
    assert sorted(declared(without="dev") - set(versions(RUN))) == []


def test_what_development_declares_is_locked() -> None:
    assert sorted(declared() - set(versions(DEVELOP))) == []


def test_browser_packages_are_locked_without_a_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_browser_packages_are_locked_as_declared() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = package["dependencies"] | package["devDependencies"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def blocks(lock: str) -> dict[str, str]:
    """Each pin of a lock with the lines below it."""
    parts = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)
    return {re.split(r"==|\[", part)[0]: part for part in parts if part.strip()}


def versions(lock: str) -> dict[str, str]:
    """Each pin of a lock with its version."""
    return {name: block.split("==")[1].split()[0] for name, block in blocks(lock).items()}


def declared(*, without: str = "") -> set[str]:
    """Names in pyproject.toml, in the locks' spelling, those of one extra left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [names for extra, names in project["optional-dependencies"].items() if extra != without]
    requirements = [*project["dependencies"], *(name for names in extras for name in names)]
    return {re.sub(r"[._]", "-", re.split(r"[\[<>=;~! ]", text)[0].lower()) for text in requirements}
