"""Who is written to: small named predicates."""

from __future__ import annotations


def is_asked_to_confirm(state: str, unit: str | None) -> bool:
    """A delegate whom their unit named is asked; a guest who answered their own invitation already has."""
    return state == "registered" and unit is not None
