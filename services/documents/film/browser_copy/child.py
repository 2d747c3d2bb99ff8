"""The process in which a copy is made: `python -m services.documents.film.browser_copy.child`, one film each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.documents.confined.child import Tell, serve


def answer(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """What was made, or why nothing was."""
    from services.documents.film.browser_copy.engine import copy_film
    from services.documents.film.inspection.report import Scan
    from services.documents.film.refusal import CannotRead

    scan = Scan(request["scan"]) if request["scan"] else None
    try:
        return {"made": copy_film(Path(request["path"]), Path(request["folder"]), scan, tell).as_data()}
    except CannotRead as refusal:
        return {"refused": refusal.code, "values": refusal.values}


if __name__ == "__main__":
    serve(answer)
