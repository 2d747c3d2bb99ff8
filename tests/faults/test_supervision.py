"""The process manager of the stack, with small programs of the test's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from chassis.testing.messaging import wait_for
from hoinghi.supervision import Program, Supervisor, kill_group

SLEEP = "import time; time.sleep(600)"
WITH_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEP}'])"
TELL = """
import json, os, pathlib, time
told = pathlib.Path({!r})
told.with_suffix(".part").write_text(json.dumps(dict(os.environ)))
told.with_suffix(".part").rename(told)
time.sleep(600)
"""

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

WAITS_FOR_THE_OTHER = """
import pathlib, signal, sys, time
folder, own, other = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def leave(*_):
    (folder / f"{own} asked").touch()
    while not (folder / f"{other} asked").exists():
        time.sleep(0.05)
    (folder / f"{own} left").touch()
    sys.exit()
signal.signal(signal.SIGTERM, leave)
(folder / f"{own} ready").touch()
signal.pause()
"""
LOOKS_AROUND = """
import pathlib, signal, sys
folder = pathlib.Path(sys.argv[1])
def leave(*_):
    (folder / "seen").write_text(",".join(sorted(path.name for path in folder.glob("* left"))))
    sys.exit()
signal.signal(signal.SIGTERM, leave)
(folder / "server ready").touch()
signal.pause()
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
    supervised(TELL.format(str(told)))
    wait_for(told.exists)
    environment = json.loads(told.read_text())
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


def test_a_program_that_leads_no_group_yet_is_killed_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEP]) as program:
        kill_group(program.pid, signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL


def test_nothing_goes_on_running_when_its_starter_is_killed(tmp_path: Path) -> None:
    script, folder = tmp_path / "program.py", tmp_path / "supervisor"
    script.write_text(SLEEP)
    with subprocess.Popen([sys.executable, "-c", START, str(folder), str(script)]) as starter:
        pid = wait_for(lambda: (folder / "pid").exists() and (folder / "pid").read_text())
        program = psutil.Process(int(pid))
        starter.kill()
    wait_for(lambda: not program.is_running())


def test_a_stage_is_stopped_together_before_what_it_leans_on(tmp_path: Path) -> None:
    scripts = {"waits": WAITS_FOR_THE_OTHER, "looks": LOOKS_AROUND}
    for name, lines in scripts.items():
        (tmp_path / f"{name}.py").write_text(lines)
    waits, looks = str(tmp_path / "waits.py"), str(tmp_path / "looks.py")
    programs = [
        Program("server", [sys.executable, looks, str(tmp_path)], {}),
        Program("web", [sys.executable, waits, str(tmp_path), "web", "worker"], {}, stage=1),
        Program("worker", [sys.executable, waits, str(tmp_path), "worker", "web"], {}, stage=1),
    ]
    supervisor = Supervisor(tmp_path / "supervisor", programs)
    supervisor.start()
    for each in programs:
        supervisor.start_program(each.name)
    wait_for(lambda: len(list(tmp_path.glob("* ready"))) == len(programs))
    supervisor.stop()
    assert (tmp_path / "seen").read_text() == "web left,worker left"
