"""The process in which a foreign film is inspected: `python -m services.documents.film.inspection.child`, one each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.documents.confined.child import Tell, serve


def answer(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The report."""
    from services.documents.film.inspection.engine import inspect_film
    from services.documents.film.inspection.thresholds import Thresholds

    return inspect_film(Path(request["path"]), Thresholds.from_data(request["thresholds"]), tell).as_data()


if __name__ == "__main__":
    serve(answer)
