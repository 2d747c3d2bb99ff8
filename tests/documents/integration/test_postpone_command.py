"""`hoinghi conference postpone`: as the page does it, on the product's own database."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hoinghi.cli import main

SLUG = "pho-tho-2025"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_source: str) -> CliRunner:
    """A command line with the small plan applied, its conference some day to come."""
    monkeypatch.setenv("HOINGHI_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    file = tmp_path / "plan.yaml"
    file.write_text(plan_source, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(main, ["plan", "apply", str(file), "--shift-to", "2098-03-21"]).exit_code == 0
    return runner


def _postpone(command: CliRunner, *options: str, answer: str | None = None) -> Result:
    return command.invoke(main, ["conference", "postpone", SLUG, *options], input=answer)


def test_move_is_shown_and_asked_for_before_it_happens(command: CliRunner) -> None:
    refused = _postpone(command, "--to", "2098-03-22", answer="n\n")
    assert (refused.exit_code, "22/3/2098" in refused.output) == (1, True)
    done = _postpone(command, "--to", "2098-03-22", "--starts", "08:00", "--reason", "Storm", answer="y\n")
    assert done.output.endswith(f"{SLUG}: version 2\n")


def test_nonsense_ends_with_words(command: CliRunner) -> None:
    result = _postpone(command, "--to", "2098-03-21", "--yes")
    assert (result.exit_code, "Choose another day" in result.output) == (1, True)
