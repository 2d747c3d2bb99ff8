"""A private PostgreSQL server: its data in one directory, on loopback only, with a password of its own making.

It needs Debian's `postgresql` package and no rights. PostgreSQL refuses to run as root; when root starts it, it
runs as the package's user `postgres`.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from chassis.servers.processes import LOOPBACK, ServerProcess, ServerUnavailable, free_port, require_program

OWNER = "postgres"
_VERSIONS = Path("/usr/lib/postgresql")
# The children of a killed server take a moment to notice; until then a new one refuses to start.
_STILL_IN_USE = "pre-existing shared memory block"
_STARTS = 25
_NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}


class PostgreSQLServer:
    """One server. Port and password stay the same when it is stopped and started again.

    `durable=False` does without fsync: what was committed survives the end of the process, not of the machine.
    Right for tests, wrong for measuring.
    """

    def __init__(self, directory: Path, *, port: int | None = None, durable: bool = True) -> None:
        self.directory = directory
        self.port = port or free_port()
        self.durable = durable
        self.password = ""
        self._data = directory / "data"
        self._process = ServerProcess("PostgreSQL", directory / "postgresql.log")

    @property
    def url(self) -> str:
        """Address of the maintenance database, as superuser."""
        return self.url_of("postgres")

    def url_of(self, database: str, user: str | None = None, password: str | None = None) -> str:
        """Address of a database, as superuser unless a user is given."""
        name, word = user or OWNER, self.password if user is None else password or ""
        return f"postgresql://{name}:{quote(word, safe='')}@{LOOPBACK}:{self.port}/{database}"

    @property
    def running(self) -> bool:
        """Whether the server's process is alive."""
        return self._process.running

    @property
    def pid(self) -> int:
        """Process id of the postmaster."""
        return self._process.pid

    def start(self) -> PostgreSQLServer:
        """Make the data directory when there is none, start, and return when it answers. Raises `ServerUnavailable`."""
        self._prepare()
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "300",
            "logging_collector": "off",
            **({} if self.durable else _NOT_DURABLE),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(_program("postgres")), "-D", str(self._data), *options]
        for _ in range(_STARTS - 1):
            try:
                return self._run(command)
            except ServerUnavailable as error:
                if _STILL_IN_USE not in str(error):
                    raise
                time.sleep(0.2)
        return self._run(command)

    def stop(self) -> None:
        """Stop in good order: clients are cut, data is flushed ("fast" shutdown)."""
        self._process.signal(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL of the postmaster and its children, as in a power cut."""
        children = _children(self._process.pid) if self.running else []
        self._process.signal(signal.SIGKILL)
        for child in children:
            _kill(child)

    def restart(self) -> None:
        """Stop and start again."""
        self.stop()
        self.start()

    def discard(self) -> None:
        """Kill the server and remove its directory."""
        self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def create_database(self, name: str, *, owner: str = OWNER, template: str = "template1") -> str:
        """Make a database (a copy of `template`: some 20 ms) and return its address as superuser."""
        self.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)
            )
        )
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, cutting whoever is still connected."""
        self.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def create_role(self, name: str, password: str) -> None:
        """Make a role that may log in and nothing more, or give an existing one this password."""
        exists = self.execute(sql.SQL("SELECT 1 FROM pg_roles WHERE rolname = {}").format(sql.Literal(name)))
        verb = sql.SQL("ALTER" if exists else "CREATE")
        statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}")
        self.execute(statement.format(verb, sql.Identifier(name), sql.Literal(password)))

    def execute(self, statement: sql.SQL | sql.Composed, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as superuser, outside a transaction; returns its rows."""
        with psycopg.connect(self.url_of(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, command: Sequence[str]) -> PostgreSQLServer:
        self._process.start(command, _environment(), self.directory, run_as=_as_owner(self.directory))
        self._process.wait_until(self._answers)
        return self

    def _prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        secret = self.directory / "superuser-password"
        if (self._data / "PG_VERSION").exists():
            self.password = secret.read_text()
            return
        self.password = secrets.token_urlsafe(24)
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        self._data.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            owner = _owner()
            for path in (self._data, secret):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        self._initialise(secret)

    def _initialise(self, secret: Path) -> None:
        command = [
            *("setpriv", *_as_owner(self.directory), str(_program("initdb"))),
            *("-D", str(self._data), "-U", OWNER, "--auth=scram-sha-256", f"--pwfile={secret}"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
            *(() if self.durable else ("--no-sync",)),
        ]
        done = subprocess.run(command, env=_environment(), cwd="/", capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServerUnavailable(f"initdb failed in {self._data}:\n{done.stdout}{done.stderr}")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def _program(name: str) -> Path:
    versions = sorted(_VERSIONS.glob("[0-9]*"), key=lambda path: int(re.sub(r"\D", "", path.name)), reverse=True)
    return require_program(name, "postgresql", *(version / "bin" for version in versions))


def _environment() -> dict[str, str]:
    # LC_ALL and TZ of the caller would end up in the configuration that initdb writes.
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _owner() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(OWNER)
    except KeyError:
        message = "PostgreSQL does not run as root and there is no user `postgres`: apt-get install postgresql"
        raise ServerUnavailable(message) from None


def _as_owner(directory: Path) -> Sequence[str]:
    """Options of setpriv that turn root into the owner of the data, and leave anyone else alone."""
    if os.geteuid() != 0:
        return []
    owner = _owner()
    options = ["--reuid", str(owner.pw_uid), "--regid", str(owner.pw_gid), "--init-groups"]
    if all(folder.stat().st_mode & 0o001 for folder in [directory.resolve(), *directory.resolve().parents]):
        return options
    # The way to the data leads through a folder closed to others (/root, a private temporary folder).
    return [*options, "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
