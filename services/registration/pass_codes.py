"""The short code of a pass, for a person without a phone: typed at the gate, read out by voice.

Seven random characters and one that checks them. No I, L, O, 0 or 1: they are taken for each other. The alphabet has
31 characters, a prime: a weighted sum then finds every wrong character and every two that changed places.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
_SEPARATORS = re.compile(r"[\s.\-]")


class WrongCode(ValueError):
    """Mistyped: the check character does not fit."""


def new_code() -> str:
    """A random code, one of 27 thousand million."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_character(body)


def parse_code(text: str) -> str:
    """The code as it is stored, from how a person typed it. Raises `WrongCode`."""
    code = _SEPARATORS.sub("", text).upper()
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        raise WrongCode(text)
    if _check_character(code[:-1]) != code[-1]:
        raise WrongCode(text)
    return code


def _check_character(body: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[total % len(ALPHABET)]
