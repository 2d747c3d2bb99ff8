"""Who is written to: small named predicates."""

from __future__ import annotations


def is_told_of_substitution(email: str | None) -> bool:
    """Whoever has an address; a hand-over is done whether or not somebody reads of it."""
    return email is not None


def is_asked_to_confirm(state: str, unit: str | None) -> bool:
    """A delegate whom their unit named is asked; a guest who answered their own invitation already has."""
    return state == "registered" and unit is not None


def is_told_of_moves(state: str) -> bool:
    """Whoever is on the list hears that the conference was moved; who waits for a place was never told of it."""
    return state in ("registered", "confirmed")


def is_told_of_seats(state: str, code: str | None, email: str | None) -> bool:
    """Who holds a pass and can be reached; everybody sees the seat on their page and on the badge."""
    return state == "confirmed" and code is not None and email is not None


def is_reminded_to_answer(withdrawn: bool, answered: bool) -> bool:
    """An invitation that is out, and of which nothing was heard."""
    return not withdrawn and not answered


def is_reminded_to_come(state: str, code: str | None) -> bool:
    """Who has confirmed and holds a pass."""
    return state == "confirmed" and code is not None


def is_told_of_arrears(units: tuple[str, ...]) -> bool:
    """The office hears of a deadline that some unit let pass."""
    return bool(units)
