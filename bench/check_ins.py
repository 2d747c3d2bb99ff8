"""First-time check-ins through the gateway, one by one and in batches, beside the statements run by PostgreSQL alone.

    python -m bench.check_ins [--count 2000] [--connections 8] [--batches 4]

A whole stack is started; its gateway is asked over kept connections, each scan another pass. Load, gateway, service,
broker and database share the machine. Prints one JSON line. The delegates of the bench are not announced: rendering
their badges would be measured instead.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, make_url, select, text

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.messaging.tables import outbox
from chassis.servers import free_port
from gateway.clients.transport import HttpTransport
from hoinghi import demo, parts
from hoinghi.layout import Layout
from hoinghi.server import LOOPBACK
from hoinghi.settings import RunConfig
from hoinghi.stack import Stack
from services.registration.models import Invitation, Pass
from services.registration.operations.confirm_delegate import confirm_delegate
from services.registration.operations.issue_invitation import issue_invitation
from services.registration.operations.register_delegate import register_delegate

HERE = Path(__file__).parent
SLUG = "bench-2025"
OFFICE = Identity("account/bench", Role.ORGANIZER, "Bench")
CHUNK = 250
BATCH = 1000
STATIONS = 2


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--batches", type=int, default=4)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    stack = Stack(RunConfig(var=str(folder), port=free_port(), log_level="WARNING"))
    try:
        stack.start()
        token = bring_in_the_conference(stack, folder)
        passes = name_delegates(stack, 2 * wanted.count + wanted.batches * BATCH)
        figures = {"gateway": scan(stack, token, passes[: wanted.count], wanted.connections)}
        figures["batches"] = sync(stack, token, passes[2 * wanted.count :])
        figures["postgresql"] = scan_by_pgbench(stack, wanted.count, wanted.connections)
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"check_ins": figures, "connections": wanted.connections, "cores": os.cpu_count()}))


def bring_in_the_conference(stack: Stack, folder: Path) -> str:
    """Accounts and the plan, moved ahead; the receptionist's token."""
    accounts = demo.demo_accounts(folder)
    for role in (Role.ORGANIZER, Role.RECEPTIONIST):
        demo.ensure_account(stack.environment("gateway"), role, accounts[role.value], conference=None)
    product = HttpTransport("gateway", stack.url)
    office = demo.Caller(product, accounts[Role.ORGANIZER.value])
    day = (system_clock().date() + timedelta(days=2)).isoformat()
    office.post("/plans/apply", {"source": (HERE / "plan.yaml").read_text(), "shift_to": day})
    while not (office.get(f"/conferences/{SLUG}/units") or {"total": 0})["total"]:
        time.sleep(0.1)
    return demo.Caller(product, accounts[Role.RECEPTIONIST.value]).token


def name_delegates(stack: Stack, count: int) -> list[str]:
    """Register and confirm so many delegates, unannounced; the texts of their passes."""
    environment = stack.environment("registration")
    registration = parts.service("registration", environment)
    wiring = registration.web.extensions["hoinghi"].parts
    with registration.database.write() as session:
        for invitation in session.scalars(select(Invitation).where(Invitation.conference == SLUG)):
            issue_invitation(session, invitation, by=OFFICE, parts=wiring, clock=system_clock)
    for start in range(0, count, CHUNK):
        with registration.database.write() as session:
            for number in range(start, min(start + CHUNK, count)):
                person = {"unit": ("xa-an-binh", "xa-tay-ho")[number % 2], "full_name": f"Đại biểu {number}"}
                details = person | {"kind": "delegate"}
                named = register_delegate(session, SLUG, details, by=OFFICE, parts=wiring, clock=system_clock)
                confirm_delegate(session, named.delegate, by=OFFICE, parts=wiring, clock=system_clock)
            session.execute(delete(outbox).where(outbox.c.sent_at.is_(None)))
    with registration.database.read() as session:
        texts = [wiring.signer.text(held.id, SLUG, held.expires_at) for held in session.scalars(select(Pass))]
    number_passes(registration.database)
    registration.database.dispose()
    return texts


def number_passes(database: Database) -> None:
    """A table that pgbench finds its passes in, by number, in the same order."""
    with database.write() as session:
        session.execute(text("CREATE TABLE bench_passes (n bigint PRIMARY KEY, pass_id uuid, delegate_id uuid)"))
        session.execute(
            text(
                "INSERT INTO bench_passes SELECT row_number() OVER () - 1, p.id, p.delegate_id"
                " FROM passes p LEFT JOIN check_ins c ON c.pass_id = p.id WHERE c.id IS NULL"
            )
        )


def scan(stack: Stack, token: str, passes: list[str], connections: int) -> dict[str, float]:
    """Scan each pass once, over so many kept connections."""
    return in_figures(*scan_times(stack, token, passes, connections))


def scan_times(stack: Stack, token: str, passes: list[str], connections: int) -> tuple[list[float], float]:
    """How long each scan took, and all of them together: seconds."""
    times: list[list[float]] = [[] for _ in range(connections)]
    wrong: list[int] = []
    begin = threading.Barrier(connections + 1)

    def station(number: int) -> None:
        line = http.client.HTTPConnection(LOOPBACK, stack.config.port)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        path = f"/api/v1/conferences/{SLUG}/check-ins"
        bodies = [_scan_body(text, "cua-a" if number % 2 else "cua-b") for text in passes[number::connections]]
        begin.wait()
        for body in bodies:
            started = time.perf_counter()
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            answer.read()
            times[number].append(time.perf_counter() - started)
            if answer.status != 201:
                wrong.append(answer.status)

    threads = [threading.Thread(target=station, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    begin.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if wrong:
        raise RuntimeError(f"{len(wrong)} scans were not accepted: {sorted(set(wrong))}")
    return [moment for station_times in times for moment in station_times], seconds


def in_figures(times: list[float], seconds: float) -> dict[str, float]:
    """How many a second, and how long they took."""
    taken = sorted(times)
    return {
        "per_second": round(len(taken) / seconds),
        "p50_ms": round(taken[len(taken) // 2] * 1000, 1),
        "p99_ms": round(taken[len(taken) * 99 // 100] * 1000, 1),
    }


def sync(stack: Stack, token: str, passes: list[str]) -> dict[str, float]:
    """What two stations did without a network, brought in by batches: every scan the first of its pass."""
    moment = datetime.now(UTC) - timedelta(hours=1)
    batches = [
        [_offline_scan(text, moment + timedelta(seconds=number)) for number, text in enumerate(passes[start:][:BATCH])]
        for start in range(0, len(passes), BATCH)
    ]
    wrong: list[str] = []
    times: list[float] = []

    def station(number: int) -> None:
        line = http.client.HTTPConnection(LOOPBACK, stack.config.port)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        for batch in batches[number::STATIONS]:
            body = json.dumps({"sent_at": datetime.now(UTC).isoformat(), "entries": batch})
            began = time.perf_counter()
            line.request("POST", f"/api/v1/conferences/{SLUG}/check-ins/batch", body, headers)
            answer = json.loads(line.getresponse().read())
            times.append(time.perf_counter() - began)
            wrong.extend(each["outcome"] for each in answer["results"] if each["outcome"] != "accepted")

    threads = [threading.Thread(target=station, args=(number,)) for number in range(STATIONS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if wrong or len(times) != len(batches):
        raise RuntimeError(f"{len(times)} of {len(batches)} batches answered, {len(wrong)} scans not accepted")
    return {"per_second": round(len(passes) / seconds), "p50_ms": round(sorted(times)[len(times) // 2] * 1000)}


def _offline_scan(text_of_pass: str, moment: datetime) -> dict[str, Any]:
    scan = {"pass": text_of_pass, "gate": "cua-a", "scan_id": str(uuid.uuid4()), "scanned_at": moment.isoformat()}
    return scan | {"admitted": True}


def _scan_body(text_of_pass: str, gate: str) -> str:
    moment = datetime.now(UTC).isoformat()
    return json.dumps({"pass": text_of_pass, "gate": gate, "scan_id": str(uuid.uuid4()), "scanned_at": moment})


def scan_by_pgbench(stack: Stack, count: int, connections: int) -> dict[str, float]:
    """The statements of an accepted check-in, without anything of ours in between; everything else is stopped."""
    for program in reversed(stack.supervisor.programs):
        if program.name != "postgresql":
            stack.supervisor.stop_program(program.name)
    database = Database(stack.layout.database_url("registration"))
    with database.write() as session:
        session.execute(text("DROP TABLE bench_passes"))
    number_passes(database)
    database.dispose()
    printed = _pgbench(stack.layout, count // connections, connections)
    return {
        "per_second": round(_figure(r"tps = ([0-9.]+)", printed)),
        "mean_ms": round(_figure(r"latency average = ([0-9.]+) ms", printed), 1),
    }


def _pgbench(layout: Layout, transactions: int, connections: int) -> str:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    if not programs:
        raise RuntimeError("pgbench is missing: apt-get install postgresql")
    command: list[Any] = [programs[-1], "-n", "-f", HERE / "check_in.sql", "-c", connections, "-j", 2]
    command += [
        "-t",
        transactions,
        "-D",
        "n=-1",
        "-D",
        f"connections={connections}",
        make_url(layout.database_url("registration"))._replace(password=None).render_as_string(),
    ]
    # Arguments of a process can be read by everybody on the machine; its environment cannot.
    environment = os.environ | {"PGPASSWORD": layout.passwords["registration"]}
    words = [str(word) for word in command]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def _figure(pattern: str, printed: str) -> float:
    found = re.search(pattern, printed)
    if found is None:
        raise RuntimeError(f"pgbench printed no {pattern!r}:\n{printed}")
    return float(found[1])


if __name__ == "__main__":
    main()
