"""Private links: whoever holds one may answer an invitation, or see to their own attendance, without an account.

A token names an invitation or delegate and the issue of the link; its signature is checked before anything is looked
up. A link of an earlier issue is dead (`Invitation.issue`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from itsdangerous import BadData, URLSafeSerializer

PATH = "/l/"
LONGEST_TOKEN = 200
_PURPOSE = b"hoinghi registration private links"


class LinkTo(StrEnum):
    """What a link opens."""

    INVITATION = "i"
    DELEGATE = "d"


class UnknownLink(ValueError):
    """The token was not signed by us, or not for this."""


@dataclass(frozen=True)
class Opened:
    """What a genuine token says; whether it still opens depends on the issue."""

    to: LinkTo
    id: UUID
    issue: int


class PrivateLinks:
    """Makes and reads the tokens of private links with a key derived from the secret (HKDF, RFC 5869)."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret)
        self._serializer = URLSafeSerializer(
            key, salt=_PURPOSE, signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )

    @classmethod
    def from_file(cls, path: Path) -> PrivateLinks:
        """With the secret in this file. Raises `ValueError` when it is too short to be one."""
        secret = path.read_bytes().strip()
        if len(secret) < 32:
            raise ValueError(f"{path} holds no secret of at least 32 characters")
        return cls(secret)

    def path(self, to: LinkTo, subject: UUID, issue: int) -> str:
        """The path of the link under the public address."""
        return PATH + str(self._serializer.dumps([to.value, subject.hex, issue]))

    def open(self, token: str) -> Opened:
        """What the token says. Raises `UnknownLink`."""
        if len(token) > LONGEST_TOKEN:
            raise UnknownLink("too long")
        try:
            to, subject, issue = self._serializer.loads(token)
            return Opened(LinkTo(to), UUID(hex=subject), int(issue))
        except (BadData, ValueError, TypeError, AttributeError) as error:
            raise UnknownLink(repr(error)) from error
