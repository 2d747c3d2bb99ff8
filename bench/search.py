"""Search among 20,000 delegates at the registration service's API, on SQLite and on PostgreSQL.

    python -m bench.search [--count 20000] [--searches 400]

People are looked for by one to three words of their name, without accents, in any order, the words begun or whole, as
the welcome desk types them. Each answer is the first page of fifty with everything that the page shows. One caller
asks, one search after the other, straight at the service's WSGI application. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import secrets
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, text

from bench.badges import FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES, POSTS
from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.keys import create_key_pair, load_private_key
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.observability.logging import configure_logging
from chassis.servers import PostgreSQLServer
from chassis.service import Service
from gateway.clients.transport import WsgiTransport
from services.registration.bootstrap import MIGRATIONS, bootstrap
from services.registration.config import RegistrationConfig
from services.registration.models import Base, Conference, Delegate, DelegateKind, ParticipantCategory, Unit
from services.registration.names import folded, name_order, word_order
from services.registration.workflows.delegate import DelegateState

SLUG = "bench-search"
UNITS = 90
OTHER_NAMES = ("Ánh", "Bích", "Cường", "Dũng", "Giang", "Hòa", "Khánh", "Liên", "Nhung", "Oanh", "Phúc", "Sơn", "Yến")
CHUNK = 2_000


def main() -> None:
    """Measure on both databases, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--searches", type=int, default=400)
    wanted = parser.parse_args()
    configure_logging("search", "WARNING")
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    server = PostgreSQLServer(folder / "server", durable=True)
    try:
        addresses = {
            "sqlite": f"sqlite:///{folder / 'registration.sqlite3'}",
            "postgresql": server.start().create_database("search"),
        }
        figures = {name: measure(url, folder / name, wanted) for name, url in addresses.items()}
    finally:
        server.discard()
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"search": figures, "delegates": wanted.count, "cores": os.cpu_count()}))


def measure(url: str, folder: Path, wanted: argparse.Namespace) -> dict[str, float]:
    """Fill one database and search it."""
    service = prepared(url, folder)
    chance = random.Random(20240705)
    names = fill(service.database, wanted.count, chance)
    signer = IdentitySigner(load_private_key(folder / "identity.pem"), system_clock)
    token = signer.sign(Identity("account/bench", Role.RECEPTIONIST, "Bench"))
    transport = WsgiTransport("registration", service.web)
    seconds = [search(transport, token, typed(chance, names)) for _ in range(wanted.searches + 20)][20:]
    service.database.dispose()
    hundredths = statistics.quantiles(seconds, n=100)
    return {"p50_ms": _ms(statistics.median(seconds)), "p95_ms": _ms(hundredths[94]), "p99_ms": _ms(hundredths[98])}


def prepared(url: str, folder: Path) -> Service:
    """The registration service on this empty database, with keys of its own."""
    folder.mkdir()
    create_key_pair(folder / "identity.pem", folder / "identity.pub.pem")
    create_key_pair(folder / "pass.pem", folder / "pass.pub.pem")
    (folder / "link.secret").write_text(secrets.token_urlsafe(48))
    config = RegistrationConfig(
        database_url=url,
        identity_public_key=str(folder / "identity.pub.pem"),
        pass_key=str(folder / "pass.pem"),
        link_secret=str(folder / "link.secret"),
    )
    service = bootstrap(config)
    upgrade(service.database, MIGRATIONS, Base.metadata)
    return service


def typed(chance: random.Random, names: list[str]) -> str:
    """What somebody types who looks for one of these: some words of the name, begun or whole, in any order."""
    words = folded(chance.choice(names)).split()
    chosen = chance.sample(words, k=min(len(words), chance.choice((1, 2, 2, 3))))
    begun = [word if chance.random() < 0.5 else word[: max(2, len(word) - 1)] for word in chosen]
    return "%20".join(begun)


def search(transport: WsgiTransport, token: str, q: str) -> float:
    """Seconds of one search."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    begun = time.perf_counter()
    answer = transport.request("GET", f"/conferences/{SLUG}/delegates?q={q}", headers)
    found = json.loads(answer.read())
    seconds = time.perf_counter() - begun
    if answer.status != 200 or not found["items"]:
        raise RuntimeError(f"{q}: {answer.status} {found}")
    return seconds


def fill(database: Database, count: int, chance: random.Random) -> list[str]:
    """A conference with so many delegates; their names."""
    units = [f"don-vi-{number}" for number in range(UNITS)]
    names = [invented_name(chance) for _ in range(count)]
    with database.write() as session:
        session.add(_conference())
        session.add(ParticipantCategory(conference=SLUG, code="khoi", name="Khối đơn vị", protocol_rank=1))
        session.flush()
        session.execute(insert(Unit), [_unit(code) for code in units])
    for start in range(0, count, CHUNK):
        with database.write() as session:
            session.execute(
                insert(Delegate),
                [_delegate(name, chance.choice(units), chance) for name in names[start : start + CHUNK]],
            )
    _tidy(database)
    return names


def _tidy(database: Database) -> None:
    """What the database does by itself within a minute of so many new rows (PostgreSQL's autovacuum)."""
    command = "VACUUM ANALYZE" if database.dialect == "postgresql" else "ANALYZE"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(command))


def invented_name(chance: random.Random) -> str:
    """An invented name."""
    given = chance.choice(GIVEN_NAMES + OTHER_NAMES)
    return f"{chance.choice(FAMILY_NAMES)} {chance.choice(MIDDLE_NAMES)} {chance.choice(OTHER_NAMES)} {given}"


def _conference() -> Conference:
    now = system_clock()
    words = dict.fromkeys(("title", "short_title", "hall", "address", "host"), "Đo tốc độ")
    return Conference(
        slug=SLUG,
        plan_version=1,
        starts_at=now,
        ends_at=now.replace(year=now.year + 1),
        timezone="Asia/Ho_Chi_Minh",
        capacity=100_000,
        calendar_sequence=0,
        **words,
    )


def _unit(code: str) -> dict[str, Any]:
    name = f"Đơn vị {code}"
    return {
        "conference": SLUG,
        "code": code,
        "name": name,
        "search_name": folded(name),
        "sort_name": word_order(name),
        "category": "khoi",
        "quota": 1000,
        "invited": True,
        "in_plan": True,
    }


def _delegate(name: str, unit: str, chance: random.Random) -> dict[str, Any]:
    identity: UUID = uuid4()
    return {
        "id": identity,
        "conference": SLUG,
        "kind": DelegateKind.DELEGATE,
        "full_name": name,
        "search_name": folded(name),
        "sort_name": name_order(name),
        "post": chance.choice(POSTS),
        "phone": f"+84900{chance.randrange(1_000_000):06d}",
        "category": "khoi",
        "unit": unit,
        "state": DelegateState.CONFIRMED,
        "registered_at": system_clock(),
        "version": 1,
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
