"""Are there stretches that are black, frozen or silent?"""

from __future__ import annotations

from services.documents.film.inspection.report import Finding, Passage, PassageKind, Rule
from services.documents.film.inspection.spoken import passages as spoken
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.finding_words import number


def stretches(found: tuple[Passage, ...], asked: Thresholds, rate: float | None, *, sound: bool) -> list[Finding]:
    """One verdict for each kind; `sound`: there is some to be silent."""
    least = {
        PassageKind.BLACK: asked.black_seconds,
        PassageKind.FROZEN: asked.frozen_seconds,
        PassageKind.SILENT: asked.silent_seconds,
    }
    return [
        finding("no_sound_to_measure", rule=Rule.SILENT)
        if kind is PassageKind.SILENT and not sound
        else _of_one_kind(kind, tuple(each for each in found if each.kind is kind), seconds, rate)
        for kind, seconds in least.items()
    ]


def _of_one_kind(kind: PassageKind, found: tuple[Passage, ...], least: float, rate: float | None) -> Finding:
    if not found:
        return finding(f"{kind}_none", least=number(least))
    return finding(f"{kind}_found", found, count=len(found), where=spoken(found, rate))
