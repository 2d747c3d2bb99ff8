"""The way into a service in the same process."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response, request

from gateway.clients.services import path
from gateway.clients.transport import WsgiTransport

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
