"""Where everything of one stack is, and its secrets; made at the first start, kept in `stack.json`."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from chassis.messaging.topology import OPERATOR
from chassis.servers import free_port
from hoinghi import settings
from hoinghi.server import LOOPBACK

FILE = "stack.json"


@dataclass(frozen=True)
class Layout:
    """Ports on loopback, and a password for each part, the same at the database and at the broker.

    At the broker there is also the operator, who looks after dead letters; a stack of an earlier release gets one at
    its next start.
    """

    directory: Path
    ports: dict[str, int]
    passwords: dict[str, str]

    @classmethod
    def kept_in(cls, directory: Path) -> Layout:
        """The layout of an earlier start, or a new one."""
        file = directory / FILE
        if file.exists():
            return cls._known(directory, file)
        ports = {name: free_port() for name in ("postgresql", "rabbitmq", *settings.SERVICES)}
        passwords = {user: secrets.token_urlsafe(24) for user in (*settings.PARTS, OPERATOR)}
        settings.write_private(file, json.dumps({"ports": ports, "passwords": passwords}))
        return cls(directory, ports, passwords)

    @classmethod
    def _known(cls, directory: Path, file: Path) -> Layout:
        kept = json.loads(file.read_text())
        if OPERATOR not in kept["passwords"]:
            kept["passwords"][OPERATOR] = secrets.token_urlsafe(24)
            settings.write_private(file, json.dumps(kept))
        return cls(directory, **kept)

    def database_url(self, part: str) -> str:
        """The database of a part, as its own role."""
        return f"postgresql://{part}:{self.passwords[part]}@{LOOPBACK}:{self.ports['postgresql']}/{part}"

    def amqp_url(self, part: str) -> str:
        """The broker, as the part's own user."""
        return f"amqp://{part}:{self.passwords[part]}@{LOOPBACK}:{self.ports['rabbitmq']}/%2F"
