"""Lines of a form that the person puts in order; static/js/order.js does the same by dragging."""

from __future__ import annotations

from typing import Any


def moved(lines: list[dict[str, Any]], move: str) -> list[dict[str, Any]]:
    """The lines with one of them a place up or down: `<id>:up`, `<id>:down`. An unknown one moves nothing."""
    moving, _separator, direction = move.partition(":")
    at = next((place for place, line in enumerate(lines) if moving and line.get("id") == moving), None)
    if at is None:
        return lines
    target = at - 1 if direction == "up" else at + 1
    if 0 <= target < len(lines):
        lines[at], lines[target] = lines[target], lines[at]
    return lines
