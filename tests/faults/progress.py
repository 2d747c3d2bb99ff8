"""Tells whoever watches a long test (pytest -s) how it goes."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Write a line, at once."""
    print(line, file=sys.stderr, flush=True)
