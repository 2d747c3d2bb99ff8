"""Passwords: argon2id, in the strength OWASP advises for a server with little memory to spare."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 10
MAX_LENGTH = 200
"""Longer input only costs time."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash("a password that nobody has")
"""Checked when there is no account, so that the answer takes as long."""


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one; takes as long when there is no hash to compare with."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password[:MAX_LENGTH])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
