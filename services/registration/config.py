"""Every setting of the registration service, its default and its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from marshmallow import fields, validate

from chassis.config import setting
from chassis.shared_settings import ServiceConfig


@dataclass(frozen=True)
class RegistrationConfig(ServiceConfig):
    """Settings of the registration service."""

    database_url: str = setting(
        "HOINGHI_REGISTRATION_DATABASE_URL",
        fields.String(),
        "Where the registration service keeps its data: sqlite:///… or postgresql://…",
        default="sqlite:///var/registration.sqlite3",
    )
    pass_key: str = setting(
        "HOINGHI_PASS_KEY",
        fields.String(),
        "File of the private key (PEM, Ed25519) that signs passes. Another key makes passes given out useless.",
        default="var/keys/pass.pem",
    )
    link_secret: str = setting(
        "HOINGHI_LINK_SECRET",
        fields.String(),
        "File of the secret that private links are signed with. Another secret makes links sent out useless.",
        default="var/keys/link.secret",
    )
    undo_minutes: int = setting(
        "HOINGHI_UNDO_MINUTES",
        fields.Integer(validate=validate.Range(min=0, max=24 * 60)),
        "For how many minutes a station may take back its own scan. An organizer always may.",
        default=10,
    )
