"""The way into a service in the same process."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from gateway.clients.services import path
from gateway.clients.transport import CHUNK, HttpTransport, LongBody, Transport, WsgiTransport

app = Flask(__name__)
made: list[int] = []


@app.post("/nhà/<name>")
def echo(name: str) -> dict[str, object]:
    return {"name": name, "query": request.args["q"], "body": request.get_json(), "key": request.headers["X-Key"]}


@app.get("/stream")
def stream() -> Response:
    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield b"x"

    return Response(pieces())


def test_request_arrives_as_it_was_sent() -> None:
    transport = WsgiTransport("echo", app)
    headers = {"Content-Type": "application/json", "X-Key": "k"}
    answer = transport.request("POST", path("nhà", "Lê/Ất") + "?q=%C4%91", headers, b'{"a": 1}')
    assert answer.status == 404
    answer = transport.request("POST", path("nhà", "Lê Ất") + "?q=%C4%91", headers, b'{"a": 1}')
    assert answer.status == 200
    assert answer.header("content-type") == "application/json"
    assert Response(answer.read(), mimetype="application/json").get_json() == {
        "name": "Lê Ất",
        "query": "đ",
        "body": {"a": 1},
        "key": "k",
    }


def test_pieces_are_made_while_they_are_read() -> None:
    answer = WsgiTransport("echo", app).request("GET", "/stream", {})
    pieces = answer.stream()
    assert (next(pieces), made) == (b"x", [0])
    assert b"".join(pieces) == b"xx"
    assert made == [0, 1, 2]


class Film:
    """A body that says how much of it was asked for at once."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces
        self.asked: set[int] = set()

    def read(self, size: int = -1, /) -> bytes:
        self.asked.add(size)
        self.left -= 1
        return b"x" * CHUNK if self.left >= 0 else b""


@app.post("/files")
def keep() -> dict[str, object]:
    request.max_content_length = 10 * CHUNK
    total = 0
    while piece := request.stream.read(CHUNK):
        total += len(piece)
    return {"total": total, "length": request.content_length}


@pytest.fixture(scope="module", params=["wsgi", "http"])
def way(request: pytest.FixtureRequest) -> Iterator[Transport]:
    if request.param == "wsgi":
        yield WsgiTransport("echo", app)
        return
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield HttpTransport("echo", f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("length", [3 * CHUNK, None])
def test_long_body_is_passed_on_in_pieces(way: Transport, length: int | None) -> None:
    film = Film(3)
    answer = way.request("POST", "/files", {}, LongBody(film, length))
    told = Response(answer.read(), mimetype="application/json").get_json()
    assert told == {"total": 3 * CHUNK, "length": length}
    assert all(0 < size <= CHUNK for size in film.asked)
