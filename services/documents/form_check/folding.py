"""Titles as they are compared: without accents, numbers and signs, so that `I- Đánh giá` is `1) đánh giá`."""

from __future__ import annotations

import re
from functools import lru_cache

from chassis.vietnamese import without_accents

_NUMBER = re.compile(
    r"^\s*(?:(?:phần|mục|chương)\s+(?:thứ\s+)?)?"
    r"((?:[ivxlc]{1,6}|\d{1,2}|[a-zđ])(?:\.\d{1,2}){0,3})\s*[.)\-–—:/]+\s*",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"^\s*(?:phần|mục|chương)\s+(?:thứ\s+)?(nhất|hai|ba|bốn|tư|năm)\b\s*[.)\-–—:/]*\s*", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*[-–—+•●▪*·]+\s*")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Small letters without accents and signs; `uỷ` and `ủy` are one."""
    return _NOT_A_LETTER.sub(" ", without_accents(text).lower()).strip()


def numbered(text: str) -> tuple[str, str]:
    """The number at the head of a line (`ii`, `1`, `2.1`; empty without one), and what follows it."""
    rest = _BULLET.sub("", text, count=1)
    match = _NUMBER.match(rest) or _IN_WORDS.match(rest)
    return (match[1].lower(), rest[match.end() :]) if match else ("", rest)


def title_key(text: str) -> str:
    """A title without its number, folded."""
    return folded(numbered(text)[1])
