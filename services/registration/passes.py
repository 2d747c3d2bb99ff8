"""What the QR of a pass holds, and whether it is ours.

    base45 (RFC 9285) ─ COSE_Sign1 (RFC 9052, tag 18)
      protected   {1: -19}                              alg Ed25519 (RFC 9864)
      payload     CWT claims (RFC 8392):
                  {4: expires at, 7: pass id (16 bytes), -65537: conference (6 bytes)}

No personal data: the pass id means something to the registration service only. The conference is there as the
beginning of the SHA-256 of its slug, so that a station without a network can tell a pass of another conference.
168 characters: a QR of version 7 at level M.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import base45
import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

COSE_SIGN1 = 18
PROTECTED = cbor2.dumps({1: -19})
EXPIRES_AT, PASS_ID, CONFERENCE = 4, 7, -65537
LONGEST_TEXT = 400
_CONFERENCE_BYTES = 6


class ForgedPass(ValueError):
    """The text is no pass, or not one that our key signed."""


@dataclass(frozen=True)
class ReadPass:
    """What a genuine pass says. Whether it still holds is known to the database only."""

    pass_id: UUID
    conference_mark: bytes
    expires_at: datetime

    def is_for(self, conference: str) -> bool:
        """Whether it was issued for this conference."""
        return self.conference_mark == conference_mark(conference)


def conference_mark(slug: str) -> bytes:
    """How a pass names its conference."""
    return hashlib.sha256(slug.encode()).digest()[:_CONFERENCE_BYTES]


class PassSigner:
    """Signs and reads passes with one key. The same pass always gives the same text."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = key.public_key()
        self._public_bytes = self._public.public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def public_key(self) -> str:
        """The public key, raw, base64url without padding (as in a JWK, RFC 8037)."""
        return _base64url(self._public_bytes)

    @property
    def kid(self) -> str:
        """Names the key: the beginning of its SHA-256."""
        return _base64url(hashlib.sha256(self._public_bytes).digest()[:8])

    def text(self, pass_id: UUID, conference: str, expires_at: datetime) -> str:
        """What the QR holds."""
        claims = {
            EXPIRES_AT: int(expires_at.timestamp()),
            PASS_ID: pass_id.bytes,
            CONFERENCE: conference_mark(conference),
        }
        payload = cbor2.dumps(claims)
        signature = self._key.sign(_to_be_signed(payload))
        signed = cbor2.dumps(cbor2.CBORTag(COSE_SIGN1, [PROTECTED, {}, payload, signature]))
        return str(base45.b45encode(signed), "ascii")

    def read(self, text: str) -> ReadPass:
        """What a pass says, once its signature is found good. Raises `ForgedPass`."""
        if len(text) > LONGEST_TEXT:
            raise ForgedPass("too long")
        try:
            payload, signature = _taken_apart(text)
            # Ed25519 signs the same content always alike: to sign it again is three times quicker than to verify.
            if not hmac.compare_digest(self._key.sign(_to_be_signed(payload)), signature):
                raise ForgedPass("not our signature")
            return _read_claims(payload)
        except (
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            OverflowError,
            cbor2.CBORError,
        ) as error:
            raise ForgedPass(repr(error)) from error


def _to_be_signed(payload: bytes) -> bytes:
    # Sig_structure of RFC 9052, section 4.4.
    return cbor2.dumps(["Signature1", PROTECTED, b"", payload])


def _taken_apart(text: str) -> tuple[bytes, bytes]:
    tag = cbor2.loads(base45.b45decode(text))
    if not isinstance(tag, cbor2.CBORTag) or tag.tag != COSE_SIGN1:
        raise ForgedPass("not COSE_Sign1")
    protected, _unprotected, payload, signature = tag.value
    if protected != PROTECTED:
        raise ForgedPass("not our algorithm")
    return payload, signature


def _read_claims(payload: bytes) -> ReadPass:
    claims = cbor2.loads(payload)
    expires_at = datetime.fromtimestamp(claims[EXPIRES_AT], UTC)
    return ReadPass(UUID(bytes=claims[PASS_ID]), claims[CONFERENCE], expires_at)


def _base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
