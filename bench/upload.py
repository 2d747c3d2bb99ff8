"""A film through the gateway, against the same file copied over loopback by nginx.

    python -m bench.upload [--megabytes 1000]

Gateway and documents service are processes of their own, as in the stack; the file goes in pieces of 64 MB by the tus
protocol, and is on the disk when the last one is answered. nginx takes the same file by one PUT into a directory of the
same disk, which is brought to the disk afterwards. Each is done twice, in turns, and the better one counts. Prints one
JSON line.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.film_house import HERE, FilmHouse
from tests.faults.nginx_server import Nginx

MEGABYTE = 1_000_000
CHUNK = 64 * MEGABYTE
ROUNDS = 2
PUT = "location /copied/ { client_max_body_size 0; dav_methods PUT; create_full_put_path on; root %s; }"


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--megabytes", type=int, default=1000)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    house = FilmHouse("stack", folder / "house").start()
    # Written by a worker of nginx, which is root where the bench is.
    front = Nginx(folder / "nginx", house.ports["gateway"], house.directory / "files", PUT % folder).start()
    try:
        film = folder / "film.mp4"
        with film.open("wb") as file:
            for _ in range(wanted.megabytes):
                file.write(secrets.token_bytes(MEGABYTE))
        ours, copied = [], []
        for number in range(ROUNDS):
            ours.append(through_the_gateway(house, film))
            copied.append(by_nginx(front, film, folder / "copied" / f"{number}.mp4"))
    finally:
        front.stop()
        house.stop()
        shutil.rmtree(folder, ignore_errors=True)
    speeds = {"gateway": wanted.megabytes / min(ours), "nginx": wanted.megabytes / min(copied)}
    figures = {f"{name}_mb_per_second": round(speed) for name, speed in speeds.items()}
    figures["percent"] = round(100 * speeds["gateway"] / speeds["nginx"])
    print(json.dumps({"upload": figures | {"megabytes": wanted.megabytes}, "cores": os.cpu_count()}))


def through_the_gateway(house: FilmHouse, film: Path) -> float:
    """Seconds until the last piece is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", house.ports["gateway"], timeout=120, blocksize=256 * 1024)
    size = film.stat().st_size
    headers = house.headers | {"Tus-Resumable": "1.0.0"}
    began = time.perf_counter()
    connection.request("POST", f"/api/v1{HERE}/uploads", headers=headers | {"Upload-Length": str(size)})
    place = _answered(connection, 201).headers["Location"]
    headers["Content-Type"] = "application/offset+octet-stream"
    with film.open("rb") as file:
        for offset in range(0, size, CHUNK):
            length = min(CHUNK, size - offset)
            told = headers | {"Upload-Offset": str(offset), "Content-Length": str(length)}
            connection.putrequest("PATCH", place)
            for name, value in told.items():
                connection.putheader(name, value)
            connection.endheaders()
            connection.sock.sendfile(file, offset, length)
            _answered(connection, 204)
    return time.perf_counter() - began


def by_nginx(front: Nginx, film: Path, copy: Path) -> float:
    """Seconds until nginx has answered and the copy is on the disk."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(front.url).port, timeout=120)
    began = time.perf_counter()
    connection.putrequest("PUT", f"/copied/{copy.name}")
    connection.putheader("Content-Length", str(film.stat().st_size))
    connection.endheaders()
    with film.open("rb") as file:
        connection.sock.sendfile(file)
    _answered(connection, 201)
    descriptor = os.open(copy, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    seconds = time.perf_counter() - began
    copy.unlink()
    return seconds


def _answered(connection: http.client.HTTPConnection, status: int) -> http.client.HTTPResponse:
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != status:
        raise RuntimeError(f"{answer.status}: {body[:500]!r}")
    return answer


if __name__ == "__main__":
    main()
