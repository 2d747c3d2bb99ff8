"""Applications for a real server to serve: `gunicorn "tests.gateway.serving:registration('/folder')"`."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from chassis.auth.identity import IdentityVerifier
from chassis.auth.keys import load_public_key
from chassis.db.database import Database
from chassis.messaging.rabbitmq import RabbitMQMessaging
from gateway.bootstrap import bootstrap
from gateway.config import GatewayConfig
from tests.gateway.conftest import Registration, registration_app


def registration(folder: str) -> Flask:
    """The small registration service, with keys and database in `folder`."""
    verifier = IdentityVerifier(load_public_key(Path(folder) / "identity.pub.pem"))
    return registration_app(Registration(), verifier, Database(f"sqlite:///{folder}/services.sqlite3"))


def gateway(folder: str, registration_url: str, amqp_url: str) -> Flask:
    """The gateway over HTTP and RabbitMQ, as in the stack."""
    config = GatewayConfig(
        database_url=f"sqlite:///{folder}/gateway.sqlite3",
        identity_key=f"{folder}/identity.pem",
        session_secret=f"{folder}/session.secret",
        registration_url=registration_url,
    )
    return bootstrap(config, messaging=RabbitMQMessaging(amqp_url)).web
