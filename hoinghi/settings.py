"""What a mode of running sets, so that the services find their settings in one environment.

Each mode (embedded, stack) only composes environment variables; the services read theirs as they
would anywhere else. Whatever the operator set already wins.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marshmallow import fields, validate

from chassis.auth.keys import create_key_pair
from chassis.config import Config, setting

SERVICES = ("registration", "documents", "notification")
PARTS = (*SERVICES, "gateway")


@dataclass(frozen=True)
class RunConfig(Config):
    """Settings of the product as a whole, whichever mode it runs in."""

    port: int = setting(
        "HOINGHI_PORT", fields.Integer(validate=validate.Range(1, 65535)), "Port of the pages.", default=8000
    )
    var: str = setting("HOINGHI_VAR", fields.String(), "Directory for data, keys and logs.", default="var")
    public_url: str = setting(
        "HOINGHI_PUBLIC_URL",
        fields.Url(require_tld=False),
        "The address people use, without a path. Empty: this machine's loopback and the port.",
        default="",
    )
    bind: str = setting(
        "HOINGHI_BIND", fields.String(), "Address to listen on; 0.0.0.0 lets other machines in.", default="127.0.0.1"
    )
    log_level: str = setting(
        "HOINGHI_LOG_LEVEL",
        fields.String(validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])),
        "How much is logged.",
        default="INFO",
    )

    @property
    def directory(self) -> Path:
        """`var`, absolute."""
        return Path(self.var).absolute()

    @property
    def url(self) -> str:
        """The address people use."""
        return self.public_url or f"http://localhost:{self.port}"


def common_environment(config: RunConfig) -> dict[str, str]:
    """Keys, secrets and the public address, made on first use and kept under `var`."""
    keys = config.directory / "keys"
    create_key_pair(keys / "identity.pem", keys / "identity.pub.pem")
    create_key_pair(keys / "pass.pem", keys / "pass.pub.pem")
    return {
        "HOINGHI_PUBLIC_URL": config.url,
        "HOINGHI_LOG_LEVEL": config.log_level,
        "HOINGHI_BIND": config.bind,
        "HOINGHI_IDENTITY_KEY": str(keys / "identity.pem"),
        "HOINGHI_IDENTITY_PUBLIC_KEY": str(keys / "identity.pub.pem"),
        "HOINGHI_PASS_KEY": str(keys / "pass.pem"),
        "HOINGHI_LINK_SECRET": str(_secret_file(keys / "link.secret")),
        "HOINGHI_SESSION_SECRET": str(_secret_file(keys / "session.secret")),
        "HOINGHI_FILE_DIRECTORY": str(config.directory / "files"),
    }


def embedded_environment(config: RunConfig) -> dict[str, str]:
    """The environment of the embedded mode: one SQLite file a part, no broker."""
    files = {database_setting(part): f"sqlite:///{config.directory / part}.sqlite3" for part in PARTS}
    return over(common_environment(config) | files)


def database_setting(part: str) -> str:
    """Name of the setting that says where a part keeps its data."""
    return f"HOINGHI_{part.upper()}_DATABASE_URL"


def over(values: Mapping[str, str]) -> dict[str, str]:
    """`values` under what the operator has set."""
    return {**values, **{name: value for name, value in os.environ.items() if value}}


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read. It appears whole or not at all, so a crash leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    temporary.touch(mode=0o600)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _secret_file(path: Path) -> Path:
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path
