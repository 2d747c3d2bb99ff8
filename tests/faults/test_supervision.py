"""The process manager of the stack, with small programs of the test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from chassis.testing.messaging import wait_for
from hoinghi.supervision import Program, Supervisor

SLEEP = "import time; time.sleep(600)"
WITH_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEP}'])"
TELL = "import json, os, pathlib; pathlib.Path('{}').write_text(json.dumps(dict(os.environ)))"

START = """
import pathlib, sys, time
from hoinghi.supervision import Program, Supervisor
folder = pathlib.Path(sys.argv[1])
supervisor = Supervisor(folder, [Program("program", [sys.executable, sys.argv[2]], {})])
supervisor.start()
supervisor.start_program("program")
(folder / "pid").write_text(str(supervisor.pid("program")))
time.sleep(600)
"""

Supervised = Callable[[str], Supervisor]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    """Starts a supervisor of one program, `program`, that runs these lines of Python."""
    started: list[Supervisor] = []

    def start(lines: str) -> Supervisor:
        script = tmp_path / "program.py"
        script.write_text(lines)
        program = Program("program", [sys.executable, str(script)], os.environ | {"OWN": "100 % của ta"})
        supervisor = Supervisor(tmp_path / "supervisor", [program])
        started.append(supervisor)
        supervisor.start()
        supervisor.start_program("program")
        return supervisor

    yield start
    for supervisor in started:
        supervisor.stop()


@pytest.mark.parametrize("value", ['| "/usr/bin/less" %s', "() {\n  echo x\n}", "a,b='c'"])
def test_a_program_starts_whatever_the_environment_holds(
    supervised: Supervised, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    monkeypatch.setenv("ODD", value)
    told = tmp_path / "told.json"
    supervised(f"{TELL.format(told)}; {SLEEP}")
    environment = wait_for(lambda: told.exists() and told.read_text() and json.loads(told.read_text()))
    assert (environment["ODD"], environment["OWN"]) == (value, "100 % của ta")


def test_a_killed_program_is_started_again(supervised: Supervised) -> None:
    supervisor = supervised(SLEEP)
    killed = supervisor.pid("program")
    supervisor.kill_program("program")
    assert supervisor.pid("program") not in (0, killed)


def test_the_children_of_a_killed_program_go_with_it(supervised: Supervised) -> None:
    supervisor = supervised(WITH_A_CHILD)
    first = psutil.Process(supervisor.pid("program"))
    [child] = wait_for(first.children)
    supervisor.kill_program("program")
    wait_for(lambda: not child.is_running())


def test_nothing_goes_on_running_when_its_starter_is_killed(tmp_path: Path) -> None:
    script, folder = tmp_path / "program.py", tmp_path / "supervisor"
    script.write_text(SLEEP)
    with subprocess.Popen([sys.executable, "-c", START, str(folder), str(script)]) as starter:
        pid = wait_for(lambda: (folder / "pid").exists() and (folder / "pid").read_text())
        program = psutil.Process(int(pid))
        starter.kill()
    wait_for(lambda: not program.is_running())
