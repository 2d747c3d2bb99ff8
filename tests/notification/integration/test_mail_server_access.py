"""Signing in at the mail server and encryption."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.notification.conftest import WorldMaker
from tests.notification.mail_server import MailServer

# The server warns that signing in without encryption is unsafe. On the loopback of this test it is not.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for this machine that clients of this test trust."""
    path = tmp_path / "mail-server.pem"
    _write_certificate(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


def test_it_signs_in_with_the_user_and_password_of_the_setting(make_world: WorldMaker) -> None:
    with _running(MailServer(login=("van phong", "p@ss/word"))) as server:
        world = make_world(server.url.replace("://", "://van%20phong:p%40ss%2Fword@"))
        world.invite()

        world.sender.send_next()

        server.expect(1)


def test_a_refused_sign_in_is_the_servers_trouble_and_costs_no_message(make_world: WorldMaker) -> None:
    with _running(MailServer(login=("user", "right"))) as server:
        world = make_world(server.url.replace("://", "://user:wrong@"))
        world.invite()

        world.sender.send_next()

        assert world.message().state.value == "queued"
        assert "535" in (world.message().last_error or "")


def test_it_encrypts_by_starttls(make_world: WorldMaker, certificate: Path) -> None:
    with _running(MailServer(tls=_server_side(certificate), login=("user", "word"))) as server:
        world = make_world(server.url.replace("://", "://user:word@") + "?starttls=1")
        world.invite()

        world.sender.send_next()

        server.expect(1)


def test_it_talks_to_no_server_whose_certificate_it_cannot_check(
    make_world: WorldMaker, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _running(MailServer(tls=_server_side(certificate))) as server:
        world = make_world(server.url + "?starttls=1")
        world.invite()
        monkeypatch.delenv("SSL_CERT_FILE")

        world.sender.send_next()

        assert world.message().state.value == "queued"
        assert "CERTIFICATE_VERIFY_FAILED" in (world.message().last_error or "")


def _server_side(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def _running(server: MailServer) -> Iterator[MailServer]:
    server.start()
    try:
        yield server
    finally:
        server.stop()
    server.fail_on_unexpected()


def _write_certificate(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + certificate.public_bytes(pem))
