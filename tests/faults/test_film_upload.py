"""A film over a bad line: tuspy sends it, connections break, processes are killed; the checksum is equal at the end."""

from __future__ import annotations

import hashlib
import random
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.uploader import Uploader

from tests.faults.breaking_proxy import BreakingProxy
from tests.faults.film_house import HERE, FilmHouse, Mode
from tests.faults.nginx_server import Nginx
from tests.faults.progress import say

MEGABYTE = 1024 * 1024
PATIENCE = 120.0
LOST = (TusCommunicationError, requests.RequestException)


@pytest.fixture(scope="module", params=["embedded", "stack"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilmHouse]:
    mode: Mode = request.param
    running = FilmHouse(mode, tmp_path_factory.mktemp(mode)).start()
    yield running
    running.stop()


def made(folder: Path, size: int) -> tuple[Path, str]:
    """A file that is like no other, and its checksum."""
    path, digest = folder / "phóng sự.mp4", hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(size // MEGABYTE):
            piece = secrets.token_bytes(MEGABYTE)
            digest.update(piece)
            file.write(piece)
    return path, digest.hexdigest()


class Sender:
    """tuspy, which does not give up: after a break it asks how far it is and goes on."""

    def __init__(self, house: FilmHouse, path: Path, chunk: int, url: str | None = None, **metadata: str) -> None:
        self._client = TusClient(f"{url or house.url}{HERE}/uploads", headers=house.headers)
        told = {"filename": path.name} | metadata
        self.uploader: Uploader = self._insist(
            lambda: self._client.uploader(file_path=str(path), chunk_size=chunk, metadata=told)
        )
        self.resumed = 0

    def finish(self, between: Callable[[int], None] = lambda _offset: None) -> None:
        """Send everything; `between` is called with the offset before each chunk."""
        while self.uploader.offset < self.uploader.get_file_size():
            between(self.uploader.offset)
            try:
                self.uploader.upload_chunk()
            except LOST:
                self.resumed += 1
                self.uploader.offset = self._insist(self.uploader.get_offset)

    def _insist(self, step: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return step()
            except LOST:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)


def test_broken_connection_costs_no_more_than_the_piece_in_hand(house: FilmHouse, tmp_path: Path) -> None:
    path, sha256 = made(tmp_path, 24 * MEGABYTE)
    sender = Sender(house, path, 64 * MEGABYTE, sha256=sha256)
    before = house.proxy.passed
    house.proxy.break_after = before + 11 * MEGABYTE
    sender.finish()
    assert (sender.resumed, house.version()["sha256"]) == (1, sha256)
    assert house.proxy.passed - before < 24 * MEGABYTE + 2 * MEGABYTE


def test_killed_processes_lose_nothing_that_was_acknowledged(house: FilmHouse, tmp_path: Path) -> None:
    path, sha256 = made(tmp_path, 24 * MEGABYTE)
    sender = Sender(house, path, 4 * MEGABYTE)
    killed: list[str] = []

    def kill(offset: int) -> None:
        for name, at in (("documents", 8), ("gateway", 16)):
            if offset >= at * MEGABYTE and name not in killed and name in house.processes:
                killed.append(name)
                house.kill(name)

    sender.finish(kill)
    assert house.version()["sha256"] == sha256
    assert "gateway" in killed


@pytest.mark.soak
def test_two_gigabytes_arrive_whole_through_ten_cuts_in_little_memory(house: FilmHouse, tmp_path: Path) -> None:
    path, sha256 = made(tmp_path, 2000 * MEGABYTE)
    idle = {name: house.memory(name) for name in house.processes}
    most = dict(idle)
    seed = secrets.randbits(32)
    say(f"cuts of seed {seed}")
    chance = random.Random(seed)
    cuts = sorted(chance.sample(range(50, 1950), 10))
    sender = Sender(house, path, 64 * MEGABYTE)
    before = house.proxy.passed

    def cut(offset: int) -> None:
        for name in house.processes:
            most[name] = max(most[name], house.memory(name))
        while cuts and offset >= cuts[0] * MEGABYTE:
            cuts.pop(0)
            kind = chance.choice(["proxy", *house.processes])
            say(f"{offset // MEGABYTE} MB: {kind}")
            if kind == "proxy":
                house.proxy.break_after = house.proxy.passed + chance.randrange(64 * MEGABYTE)
            else:
                house.kill(kind)
                most[kind] = max(most[kind], house.memory(kind))

    sender.finish(cut)
    assert house.version()["sha256"] == sha256
    assert house.proxy.passed - before < (2000 + sender.resumed * 2 + 20) * MEGABYTE
    assert {name: most[name] - idle[name] < 100 * MEGABYTE for name in most} == dict.fromkeys(most, True)


def test_behind_nginx_films_pass_unbuffered_and_are_downloaded_by_nginx_alone(house: FilmHouse, tmp_path: Path) -> None:
    """A break in the middle of a request leaves what came before it, which nginx would not have kept in its buffer."""
    front = Nginx(tmp_path / "nginx", house.ports["gateway"], house.directory / "files").start()
    line = BreakingProxy(front.port)
    try:
        path, sha256 = made(tmp_path, 24 * MEGABYTE)
        sender = Sender(house, path, 64 * MEGABYTE, url=f"{line.url}/api/v1")
        line.break_after = 11 * MEGABYTE
        sender.finish()
        assert line.passed < 26 * MEGABYTE
        assert house.version()["sha256"] == sha256
        address = f"{front.url}/api/v1{HERE}/versions/{house.version()['id']}/content"
        answer = requests.get(address, headers=house.headers | {"Range": "bytes=5000000-5000009"}, timeout=30)
        assert (answer.status_code, answer.content) == (206, path.read_bytes()[5_000_000:5_000_010])
        assert (answer.headers["Server"][:5], "X-Accel-Redirect" in answer.headers) == ("nginx", False)
        assert requests.get(f"{front.url}/_files/{sha256[:2]}/{sha256}", timeout=30).status_code == 404
    finally:
        line.close()
        front.stop()
