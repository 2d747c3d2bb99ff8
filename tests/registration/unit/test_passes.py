"""Passes: signed, small, and readable by anyone who follows the RFCs."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from uuid import UUID, uuid4

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cwt import COSE, COSEKey
from hypothesis import given
from hypothesis import strategies as st

from services.registration.passes import ForgedPass, PassSigner, ReadPass, conference_mark

KEY = Ed25519PrivateKey.generate()
SIGNER = PassSigner(KEY)
EXPIRES = datetime(2026, 6, 21, 5, 0, tzinfo=UTC)
ID = UUID("3f2b8c1e-5a77-4d0e-9b61-0c8e2f4a7d35")
TEXT = SIGNER.text(ID, "hoi-nghi-thu", EXPIRES)


def test_pass_has_168_characters() -> None:
    assert len(TEXT) == 168


def test_same_pass_has_the_same_text() -> None:
    assert SIGNER.text(ID, "hoi-nghi-thu", EXPIRES) == TEXT


def test_pass_is_read_as_it_was_signed() -> None:
    assert SIGNER.read(TEXT) == ReadPass(ID, conference_mark("hoi-nghi-thu"), EXPIRES)


def test_pass_names_its_conference_and_no_other() -> None:
    read = SIGNER.read(TEXT)
    assert (read.is_for("hoi-nghi-thu"), read.is_for("hoi-nghi-khac")) == (True, False)


def test_independent_library_verifies_a_pass() -> None:
    key = COSEKey.new({1: 1, 3: -19, -1: 6, -2: urlsafe_b64decode(SIGNER.public_key + "=")})
    payload = COSE.new(verify_kid=False).decode(base45.b45decode(TEXT), key)
    claims = cbor2.loads(payload)
    assert claims == {4: int(EXPIRES.timestamp()), 7: ID.bytes, -65537: conference_mark("hoi-nghi-thu")}


def test_pass_of_another_key_is_forged() -> None:
    other = PassSigner(Ed25519PrivateKey.generate())
    with pytest.raises(ForgedPass):
        SIGNER.read(other.text(uuid4(), "hoi-nghi-thu", EXPIRES))


@pytest.mark.parametrize("position", range(0, 168, 7))
def test_pass_with_a_changed_character_is_forged(position: int) -> None:
    changed = "1" if TEXT[position] == "0" else "0"
    with pytest.raises(ForgedPass):
        SIGNER.read(TEXT[:position] + changed + TEXT[position + 1 :])


def test_pass_with_another_algorithm_is_forged() -> None:
    tag = cbor2.loads(base45.b45decode(TEXT))
    _protected, unprotected, payload, signature = tag.value
    weakened = cbor2.CBORTag(18, [cbor2.dumps({1: -7}), unprotected, payload, signature])
    with pytest.raises(ForgedPass):
        SIGNER.read(base45.b45encode(cbor2.dumps(weakened)).decode())


@pytest.mark.parametrize(
    "claims", [{}, [], {4: "soon", 7: ID.bytes, -65537: b"x"}, {4: 1e300, 7: ID.bytes, -65537: b"x"}]
)
def test_signed_nonsense_is_forged(claims: object) -> None:
    payload = cbor2.dumps(claims)
    protected = cbor2.dumps({1: -19})
    signature = KEY.sign(cbor2.dumps(["Signature1", protected, b"", payload]))
    signed = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))
    with pytest.raises(ForgedPass):
        SIGNER.read(base45.b45encode(signed).decode())


@given(st.one_of(st.text(), st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")))
def test_any_other_text_is_forged(text: str) -> None:
    with pytest.raises(ForgedPass):
        SIGNER.read(text)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_forged(content: bytes) -> None:
    with pytest.raises(ForgedPass):
        SIGNER.read(base45.b45encode(content).decode())
