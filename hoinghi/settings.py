"""What a mode of running sets, so that the services find their settings in one environment.

Each mode (embedded, stack) only composes environment variables; the services read theirs as they
would anywhere else. Whatever the operator set already wins.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from chassis.auth.keys import create_key_pair

SERVICES = ("registration", "documents", "notification")
PARTS = (*SERVICES, "gateway")
DEFAULT_PORT = 8000


def var_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Where data lives: `HOINGHI_VAR`, default `./var`."""
    return Path(environment.get("HOINGHI_VAR") or "var").absolute()


def port(environment: Mapping[str, str] = os.environ) -> int:
    """Where the pages are: `HOINGHI_PORT`, default 8000."""
    return int(environment.get("HOINGHI_PORT") or DEFAULT_PORT)


def public_url(environment: Mapping[str, str] = os.environ) -> str:
    """The address people use: `HOINGHI_PUBLIC_URL`, default this machine's loopback."""
    return environment.get("HOINGHI_PUBLIC_URL") or f"http://localhost:{port(environment)}"


def common_environment(var: Path) -> dict[str, str]:
    """Keys, secrets and the public address, made on first use and kept under `var`."""
    keys = var / "keys"
    create_key_pair(keys / "identity.pem", keys / "identity.pub.pem")
    create_key_pair(keys / "pass.pem", keys / "pass.pub.pem")
    return {
        "HOINGHI_VAR": str(var),
        "HOINGHI_PUBLIC_URL": public_url(),
        "HOINGHI_IDENTITY_KEY": str(keys / "identity.pem"),
        "HOINGHI_IDENTITY_PUBLIC_KEY": str(keys / "identity.pub.pem"),
        "HOINGHI_PASS_KEY": str(keys / "pass.pem"),
        "HOINGHI_LINK_SECRET": str(_secret_file(keys / "link.secret")),
        "HOINGHI_SESSION_SECRET": str(_secret_file(keys / "session.secret")),
    }


def embedded_environment(var: Path) -> dict[str, str]:
    """One SQLite file a service, no broker."""
    databases = {f"HOINGHI_{part.upper()}_DATABASE_URL": f"sqlite:///{var / part}.sqlite3" for part in PARTS}
    return common_environment(var) | databases


def apply_environment(values: Mapping[str, str]) -> None:
    """Set what is not set yet."""
    for name, value in values.items():
        if not os.environ.get(name):
            os.environ[name] = value


def _secret_file(path: Path) -> Path:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path
