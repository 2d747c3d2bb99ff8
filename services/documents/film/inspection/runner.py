"""What the worker calls: a film is inspected in a child process that may take so much memory and time, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.documents.confined import parent
from services.documents.confined.parent import MEBIBYTE, Ending, Progress, unheard
from services.documents.film.giving_way import MOST_REST_SECONDS
from services.documents.film.inspection.report import FilmFacts, InspectionReport, Outcome
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds

_MODULE = "services.documents.film.inspection.child"


@dataclass(frozen=True)
class Limits(parent.Limits):
    """What one inspection may take: a film of 45 minutes in UHD at the pace of a slow machine."""

    memory: int = 3072 * MEBIBYTE
    """Of address space; a film in HD takes about 200 MB of memory."""
    processor_seconds: int = 7200
    wall_seconds: float = 5400.0 + MOST_REST_SECONDS
    file_bytes: int = 16 * MEBIBYTE
    """It writes none but what Python keeps of its own modules."""
    niceness: int = 19
    """An inspection takes minutes, and gates do not wait for it."""


STANDARD = Limits()


def inspect(
    path: Path, thresholds: Thresholds, progress: Progress = unheard, limits: Limits = STANDARD
) -> InspectionReport:
    """Inspect the film of an unknown sender. Never raises for what the file is or does: the report says so.

    `progress` is told the share that is done at least twice a second; what it raises ends the inspection and is
    raised here. Blocks for at most `limits.wall_seconds`. Raises `OSError` where there is no such file.
    """
    size = path.stat().st_size
    request = {"path": str(path.resolve()), "thresholds": thresholds.as_data()}
    answered = parent.ask(_MODULE, request, limits, progress)
    if isinstance(answered, Ending):
        return InspectionReport(Outcome.COULD_NOT, (finding(answered.value),), FilmFacts("", size))
    return InspectionReport.from_data(answered)
