"""Every setting of the gateway."""

from __future__ import annotations

import dataclasses
import ipaddress
from pathlib import Path

from marshmallow import ValidationError, fields, validate

from chassis.config import setting
from chassis.shared_settings import FileLimits


def _are_networks(text: str) -> None:
    for part in text.split(","):
        try:
            ipaddress.ip_network(part.strip())
        except ValueError as error:
            raise ValidationError(str(error)) from None


@dataclasses.dataclass(frozen=True)
class GatewayConfig(FileLimits):
    """Settings of the gateway."""

    database_url: str = setting(
        "HOINGHI_GATEWAY_DATABASE_URL", fields.String(), "Where accounts and the audit trail are kept."
    )
    identity_key: str = setting(
        "HOINGHI_IDENTITY_KEY", fields.String(), "File of the private key (PEM) that signs who asks."
    )
    session_secret: str = setting(
        "HOINGHI_SESSION_SECRET", fields.String(), "File of the secret that signs the session cookie."
    )
    public_url: str = setting(
        "HOINGHI_PUBLIC_URL",
        fields.Url(require_tld=False),
        "The address people use; with https, cookies are Secure and HSTS is sent.",
        default="http://localhost:8000",
    )
    registration_url: str = setting(
        "HOINGHI_REGISTRATION_URL", fields.Url(require_tld=False), "Where registration listens (stack).", default=""
    )
    documents_url: str = setting(
        "HOINGHI_DOCUMENTS_URL", fields.Url(require_tld=False), "Where documents listens (stack).", default=""
    )
    notification_url: str = setting(
        "HOINGHI_NOTIFICATION_URL", fields.Url(require_tld=False), "Where notification listens (stack).", default=""
    )
    token_hours: int = setting(
        "HOINGHI_TOKEN_HOURS",
        fields.Integer(validate=validate.Range(min=1, max=24 * 365)),
        "How long an API token is good for, in hours.",
        default=12,
    )
    session_idle_minutes: int = setting(
        "HOINGHI_SESSION_IDLE_MINUTES",
        fields.Integer(validate=validate.Range(min=5)),
        "A signed-in person who does nothing for so long has to sign in again.",
        default=240,
    )
    session_hours: int = setting(
        "HOINGHI_SESSION_HOURS",
        fields.Integer(validate=validate.Range(min=1)),
        "A signed-in person has to sign in again after so long, whatever they do.",
        default=14,
    )
    sign_in_limit: str = setting(
        "HOINGHI_SIGN_IN_LIMIT",
        fields.String(),
        "Failed sign-ins allowed from one network address.",
        default="30 per minute",
    )
    sign_in_limit_per_email: str = setting(
        "HOINGHI_SIGN_IN_LIMIT_PER_EMAIL",
        fields.String(),
        "Failed sign-ins allowed for one e-mail address.",
        default="10 per 15 minutes",
    )
    private_link_limit: str = setting(
        "HOINGHI_PRIVATE_LINK_LIMIT",
        fields.String(),
        "Unknown private links that one network address may try.",
        default="30 per minute",
    )
    pairing_code_limit: str = setting(
        "HOINGHI_PAIRING_CODE_LIMIT",
        fields.String(),
        "Wrong pairing codes that one network address may try.",
        default="10 per 15 minutes",
    )
    trusted_proxies: int = setting(
        "HOINGHI_TRUSTED_PROXIES",
        fields.Integer(validate=validate.Range(min=0, max=5)),
        "How many proxies stand in front and set X-Forwarded-*; 0 ignores these headers.",
        default=0,
    )
    metrics_networks: str = setting(
        "HOINGHI_METRICS_NETWORKS",
        fields.String(validate=_are_networks),
        "Networks that may see /metrics and the details of /readyz, with commas between them.",
        default="127.0.0.0/8,::1/128",
    )
    live_streams: int = setting(
        "HOINGHI_LIVE_STREAMS",
        fields.Integer(validate=validate.Range(min=1)),
        "Live pages open at once; each holds a thread of the gateway.",
        default=40,
    )

    @property
    def https(self) -> bool:
        """Whether people reach the product over TLS."""
        return self.public_url.startswith("https://")

    def session_secret_text(self) -> str:
        """The secret. Raises `ValueError` when the file holds less than 32 characters."""
        secret = Path(self.session_secret).read_text().strip()
        if len(secret) < 32:
            raise ValueError(f"{self.session_secret} holds less than 32 characters")
        return secret

    def service_urls(self) -> dict[str, str]:
        """Addresses of the services, for the stack."""
        return {
            "registration": self.registration_url,
            "documents": self.documents_url,
            "notification": self.notification_url,
        }
