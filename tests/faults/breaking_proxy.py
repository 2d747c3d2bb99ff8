"""A proxy between a client and a server that breaks connections: after so many bytes, or when it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading

from chassis.servers.processes import LOOPBACK


class BreakingProxy:
    """Passes bytes on in both directions until it breaks."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server((LOOPBACK, 0))
        self.url = f"http://{LOOPBACK}:{self._listener.getsockname()[1]}"
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        self.break_after: int | None = None
        """Bytes from the client after which its connection breaks, once."""
        self.stay_down = False
        """Whether it stays down after that."""
        self.down = False
        """Whether new connections are broken at once."""
        self.passed = 0
        """Bytes that clients have sent."""
        self.breaks = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def break_all(self) -> None:
        """Break every connection now, as when a cable is pulled."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
            self.breaks += 1
        for pair in pairs:
            _break(pair)

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()
        self.break_all()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                if self.down:
                    raise ConnectionRefusedError
                server = socket.create_connection((LOOPBACK, self._to), 5)
                # Five seconds are for the connection; an answer may take longer than that.
                server.settimeout(None)
            except OSError:
                client.close()
                continue
            pair = (client, server)
            with self._lock:
                self._pairs.append(pair)
            for source, target in (pair, pair[::-1]):
                threading.Thread(target=self._pass, args=(source, target, source is client), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
                if not counted:
                    continue
                self.passed += len(piece)
                if self.break_after is not None and self.passed >= self.break_after:
                    self.break_after = None
                    self.down = self.stay_down
                    self.break_all()
        _break((source, target))


def _break(pair: tuple[socket.socket, socket.socket]) -> None:
    for each in pair:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
