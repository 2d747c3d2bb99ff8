"""The internal identity: signed by the gateway, trusted by services for a short time."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.auth.identity import (
    AUDIENCE,
    CLOCKS_DIFFER_BY,
    ISSUER,
    Identity,
    IdentitySigner,
    IdentityVerifier,
    InvalidIdentity,
)
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.testing.messaging import wait_for

KEY = Ed25519PrivateKey.generate()
UNIT = Identity("account-1", Role.UNIT, "Đầu mối", conference="hoi-nghi", unit="so-y-te")


def claims(**changes: object) -> dict[str, object]:
    now = datetime.now(UTC)
    good = UNIT.claims() | {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + timedelta(minutes=1)}
    return {name: value for name, value in (good | changes).items() if value is not None}


def test_verified_identity_equals_the_signed_one() -> None:
    token = IdentitySigner(KEY, system_clock).sign(UNIT)
    assert IdentityVerifier(KEY.public_key()).verify(token) == UNIT


def test_verified_identity_of_a_station_names_the_station_and_its_gates() -> None:
    station = Identity("station-1", Role.RECEPTIONIST, "Máy quét cửa A", conference="hoi-nghi", station="station-1")
    station = replace(station, gates=("cua-a", "cua-b"))
    assert IdentityVerifier(KEY.public_key()).verify(IdentitySigner(KEY, system_clock).sign(station)) == station


def test_identity_of_a_machine_whose_clock_is_a_little_ahead_is_accepted() -> None:
    token = jwt.encode(claims(iat=datetime.now(UTC) + CLOCKS_DIFFER_BY / 2), KEY, algorithm="EdDSA")
    assert IdentityVerifier(KEY.public_key()).verify(token).subject == UNIT.subject


def test_signer_reuses_a_token_while_it_is_fresh() -> None:
    signer = IdentitySigner(KEY, system_clock)
    assert signer.sign(UNIT) == signer.sign(UNIT)


def test_signer_makes_a_new_token_after_half_its_lifetime() -> None:
    moments = iter([datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 1, 0, 1, 1, tzinfo=UTC)])
    signer = IdentitySigner(KEY, lambda: next(moments))
    assert signer.sign(UNIT) != signer.sign(UNIT)


def test_identity_signed_by_another_key_is_refused() -> None:
    token = IdentitySigner(Ed25519PrivateKey.generate(), system_clock).sign(UNIT)
    with pytest.raises(InvalidIdentity):
        IdentityVerifier(KEY.public_key()).verify(token)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"exp": datetime(2020, 1, 1, tzinfo=UTC)}, id="expired"),
        pytest.param({"aud": "somebody-else"}, id="another audience"),
        pytest.param({"iss": "somebody-else"}, id="another issuer"),
        pytest.param({"role": "emperor"}, id="unknown role"),
        pytest.param({"exp": None}, id="no expiry"),
        pytest.param({"sub": None}, id="no subject"),
    ],
)
def test_identity_with_a_wrong_claim_is_refused(changes: dict[str, object]) -> None:
    token = jwt.encode(claims(**changes), KEY, algorithm="EdDSA")
    with pytest.raises(InvalidIdentity):
        IdentityVerifier(KEY.public_key()).verify(token)


def test_identity_without_signature_is_refused() -> None:
    token = jwt.encode(claims(), "", algorithm="none")
    with pytest.raises(InvalidIdentity):
        IdentityVerifier(KEY.public_key()).verify(token)


def test_remembered_identity_is_refused_after_it_expired() -> None:
    verifier = IdentityVerifier(KEY.public_key())

    def remembered() -> str:
        """A token that was good a moment ago; none if it was not even then, since the second was nearly over."""
        expires = datetime.now(UTC) - CLOCKS_DIFFER_BY + timedelta(seconds=1)
        token = jwt.encode(claims(exp=expires), KEY, algorithm="EdDSA")
        with contextlib.suppress(InvalidIdentity):
            verifier.verify(token)
            return token
        return ""

    token = wait_for(remembered)
    later = datetime.now(UTC) + timedelta(seconds=1)
    wait_for(lambda: datetime.now(UTC) > later)
    with pytest.raises(InvalidIdentity):
        verifier.verify(token)
