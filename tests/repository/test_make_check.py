"""`make check` asks everything that can be asked without starting the product."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ".venv/bin/ruff check .",
        ".venv/bin/ruff format --check",
        ".venv/bin/mypy",
        ".venv/bin/lint-imports",
        ".venv/bin/python -m gateway.translate check",
        ".venv/bin/hoinghi reference --check",
    ],
)
def test_make_check_asks(command: str) -> None:
    assert [line for line in recipe() if command in line] != []


def test_make_check_goes_on_after_no_failure() -> None:
    assert [line for line in recipe() if line.startswith("-") or line.endswith("|| true")] == []


def recipe() -> list[str]:
    """The commands of the target `check`, without make's @."""
    rule = (ROOT / "Makefile").read_text().split("\ncheck:", 1)[1].split("\n\n", 1)[0]
    lines = [line for line in rule.splitlines() if line.startswith("\t")]
    return [line.strip().removeprefix("@").replace("$(BIN)", ".venv/bin") for line in lines]
