"""What the worker calls: a copy is made in a child process that may take so much memory and time, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.documents.confined import parent
from services.documents.confined.parent import MEBIBYTE, Ending, Progress, unheard
from services.documents.film.browser_copy.result import FILM, POSTER, STRIP, BrowserCopy
from services.documents.film.giving_way import MOST_REST_SECONDS
from services.documents.film.inspection.report import Finding, Scan
from services.documents.film.inspection.texts import finding

_MODULE = "services.documents.film.browser_copy.child"


@dataclass(frozen=True)
class Limits(parent.Limits):
    """What one copy may take: a film of 45 minutes in UHD at the pace of a slow machine."""

    memory: int = 4096 * MEBIBYTE
    """Of address space; a film in HD takes about 400 MB of memory."""
    processor_seconds: int = 14_400
    wall_seconds: float = 10_800.0 + MOST_REST_SECONDS
    file_bytes: int = 2048 * MEBIBYTE
    """Fifteen minutes take at most some 240 MB."""
    niceness: int = 19


STANDARD = Limits()


class CopyFailed(Exception):
    """There is no copy; `why` says so in both languages."""

    def __init__(self, why: Finding) -> None:
        super().__init__(why.code)
        self.why = why


def make_copy(
    path: Path, folder: Path, scan: Scan | None = None, progress: Progress = unheard, limits: Limits = STANDARD
) -> BrowserCopy:
    """Write `copy.mp4`, `poster.jpg` and `strip.jpg` of a film into an existing folder.

    `scan` is what the inspection measured; without it only pictures that the file marks as interlaced are made whole.
    `progress` is told the share that is done at least twice a second; what it raises ends the work and is raised here.
    Blocks for at most `limits.wall_seconds`. Raises `CopyFailed`; then, and whenever it raises, no file is left.
    """
    request = {"path": str(path.resolve()), "folder": str(folder.resolve()), "scan": scan}
    made = False
    try:
        answered = parent.ask(_MODULE, request, limits, progress)
        if isinstance(answered, Ending):
            raise CopyFailed(finding(answered.value))
        if "refused" in answered:
            raise CopyFailed(_refused(answered))
        copy = BrowserCopy.from_data(answered["made"])
        made = True
        return copy
    finally:
        if not made:
            for name in (FILM, POSTER, STRIP):
                (folder / name).unlink(missing_ok=True)


def _refused(answered: dict[str, Any]) -> Finding:
    return finding(answered["refused"], **answered["values"])
