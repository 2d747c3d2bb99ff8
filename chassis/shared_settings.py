"""Settings that several parts read, each declared once."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import fields, validate

from chassis.config import Config, setting

MEGABYTE = 1_000_000
"""Bytes, of settings whose names end in `_mb`."""


@dataclass(frozen=True)
class ServiceConfig(Config):
    """What every service behind the gateway reads."""

    identity_public_key: str = setting(
        "HOINGHI_IDENTITY_PUBLIC_KEY",
        fields.String(),
        "File with the public half (PEM) of the key by which the gateway signs who is asking.",
        default="var/keys/identity.pub.pem",
    )


@dataclass(frozen=True)
class FileLimits(Config):
    """How large a file may be: the gateway stops a larger one on its way, the service that keeps it refuses it."""

    upload_limit_mb: int = setting(
        "HOINGHI_UPLOAD_LIMIT_MB",
        fields.Integer(validate=validate.Range(min=1, max=2000)),
        "The largest file that may be handed in, in megabytes (10^6 bytes).",
        default=100,
    )
    film_limit_mb: int = setting(
        "HOINGHI_FILM_LIMIT_MB",
        fields.Integer(validate=validate.Range(min=1, max=100_000)),
        "The longest film that may be sent, in megabytes (10^6 bytes).",
        default=10_000,
    )
