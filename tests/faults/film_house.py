"""The parts of the product that a film goes through, as processes that can be killed.

    client ── proxy that breaks ── gateway ── documents (web) ── disk ── documents' worker (here)

As in the stack the gateway asks over HTTP; or all of it in one process, as in the embedded mode.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import psutil
import urllib3
from sqlalchemy import select

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.keys import load_private_key
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.messaging.inbox import Inbox, Outcome
from chassis.messaging.rows import event_of
from chassis.messaging.tables import outbox
from chassis.servers.processes import LOOPBACK, ServerProcess, free_port
from chassis.service import Service
from chassis.testing.messaging import wait_for
from gateway.operations.accounts import create_account
from hoinghi import parts, settings
from services.documents.bootstrap import bootstrap
from services.documents.config import DocumentsConfig
from tests.documents.world import SLUG
from tests.faults.breaking_proxy import BreakingProxy

ROOT = Path(__file__).parents[2]
PLAN = (ROOT / "tests" / "documents" / "small-plan.yaml").read_text("utf-8")
BROADCASTER = "dai-phat-thanh"
HERE = f"/conferences/{SLUG}/video-report"
EMAIL, PASSWORD = "dai@pho-tho.example", "mat-khau-thu-nghiem"
Mode = Literal["embedded", "stack"]


@dataclass
class FilmHouse:
    """A running product with the small plan, an account of the broadcaster, and a worker that takes films over."""

    mode: Mode
    directory: Path
    processes: dict[str, ServerProcess] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    def start(self) -> FilmHouse:
        """Return when everything answers."""
        self.environment = settings.embedded_environment(settings.RunConfig(var=str(self.directory)))
        for part in settings.PARTS:
            parts.migrate(part, self.environment)
        self._write_down_who_and_what()
        self.ports = {name: free_port() for name in ("gateway", "documents")}
        self.environment["HOINGHI_TRUSTED_PROXIES"] = "1"
        self.environment["HOINGHI_ACCELERATED_PATH"] = "/_files"
        self.environment["HOINGHI_DOCUMENTS_URL"] = f"http://{LOOPBACK}:{self.ports['documents']}"
        for name in self._programs():
            self.run(name)
        self.proxy = BreakingProxy(self.ports["gateway"])
        self.url = f"{self.proxy.url}/api/v1"
        answer = urllib3.request("POST", f"{self.url}/tokens", json={"email": EMAIL, "password": PASSWORD}, timeout=30)
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}
        return self

    def run(self, name: str) -> None:
        """Start a program; return when it answers."""
        process = ServerProcess(name, self.directory / f"{name}.log")
        command = [sys.executable, "-m", "tests.faults.film_programs", self.mode, name, str(self.ports[name])]
        process.start(command, os.environ | self.environment | {"PYTHONPATH": str(ROOT)}, ROOT)
        self.processes[name] = process
        process.wait_until(lambda: self._answers(self.ports[name]))

    def kill(self, name: str) -> None:
        """SIGKILL of a program and its children, and another start."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].signal(signal.SIGKILL)
        self.run(name)

    def stop(self) -> None:
        """End everything."""
        self.stopping.set()
        self.worker.join()
        self.proxy.close()
        for process in self.processes.values():
            process.signal(signal.SIGTERM)

    def film(self) -> dict[str, Any]:
        """The film as the broadcaster sees it."""
        shown: dict[str, Any] = urllib3.request("GET", f"{self.url}{HERE}", headers=self.headers, timeout=30).json()
        return shown

    def version(self) -> dict[str, str]:
        """The newest version; waits until nothing is on its way."""
        wait_for(lambda: not self.film()["uploads"], 300)
        versions = self.film()["versions"]
        newest: dict[str, str] = versions[0]
        return newest

    def memory(self, name: str) -> int:
        """Bytes that the processes of a program hold by themselves."""
        first = psutil.Process(self.processes[name].pid)
        return sum(each.memory_info().rss for each in [first, *first.children(recursive=True)])

    def _programs(self) -> tuple[str, ...]:
        return ("documents", "gateway") if self.mode == "stack" else ("gateway",)

    def _write_down_who_and_what(self) -> None:
        database = Database(self.environment["HOINGHI_GATEWAY_DATABASE_URL"])
        with database.write() as session:
            account = {"email": EMAIL, "password": PASSWORD, "full_name": "Người gửi phim", "role": Role.BROADCASTER}
            create_account(session, **account, unit=BROADCASTER, conference=SLUG, clock=system_clock)  # type: ignore[arg-type]
        database.dispose()
        service = bootstrap(DocumentsConfig.from_environment(self.environment))
        signer = IdentitySigner(load_private_key(Path(self.environment["HOINGHI_IDENTITY_KEY"])), system_clock)
        token = signer.sign(Identity("office", Role.ORGANIZER, "Văn phòng"))
        answer = service.web.test_client().post(
            "/plans/apply", json={"source": PLAN}, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 200, answer.text
        self._tell_registration(service)
        films = next(each for each in service.background if each.name == "films")
        self.stopping = threading.Event()
        self.worker = threading.Thread(target=films.run, args=(self.stopping,), daemon=True)
        self.worker.start()

    def _tell_registration(self, documents: Service) -> None:
        """Of the plan: pages ask it for the conference."""
        registration = parts.service("registration", self.environment)
        published = select(outbox).where(outbox.c.type == "documents.plan_published.v1")
        with documents.database.read() as session:
            event = event_of(session.execute(published).mappings().one())
        assert Inbox(registration.database, registration.handlers).receive(event) is Outcome.APPLIED
        registration.database.dispose()

    @staticmethod
    def _answers(port: int) -> bool:
        try:
            return urllib3.request("GET", f"http://{LOOPBACK}:{port}/healthz", retries=False, timeout=5).status == 200
        except urllib3.exceptions.HTTPError:
            return False
