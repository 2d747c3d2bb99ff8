"""The inspection of one file: what it is, what is in it, what of that is not as asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from services.documents.film.inspection.facts import header_facts, measured_facts
from services.documents.film.inspection.measuring import Measures, measure
from services.documents.film.inspection.report import (
    FilmFacts,
    Finding,
    InspectionReport,
    LoudnessCurve,
    Outcome,
    Rule,
)
from services.documents.film.inspection.rules import BY_HEADER, BY_MEASURES
from services.documents.film.inspection.rules.passages import stretches
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.opening import Film, opened
from services.documents.film.refusal import CannotRead
from services.documents.finding_words import number

_ORDER = list(Rule)


def inspect_film(path: Path, asked: Thresholds, tell: Callable[[float], None]) -> InspectionReport:
    """Inspect a file. Never raises for what is in the file.

    It may take all memory and time there is: foreign files are inspected through `runner`.
    """
    try:
        with opened(path) as film:
            return _inspected(film, asked, tell)
    except CannotRead as refusal:
        return could_not(refusal.code, path.stat().st_size, **refusal.values)


def could_not(code: str, size: int, **values: Any) -> InspectionReport:
    """The report of a file that was not looked into, and why."""
    return InspectionReport(Outcome.COULD_NOT, (finding(code, **values),), FilmFacts("", size))


def _inspected(film: Film, asked: Thresholds, tell: Callable[[float], None]) -> InspectionReport:
    header = film.header_seconds
    if header is not None and header > asked.duration * asked.looked_into_up_to:
        return _by_header(header_facts(film), asked)
    measures = measure(film, asked, tell)
    if not measures.pictures.pictures:
        raise CannotRead("nothing_decoded")
    facts = measured_facts(film, measures)
    return _by_header(facts, asked) if measures.too_long else _by_measures(facts, measures, asked)


def _by_header(facts: FilmFacts, asked: Thresholds) -> InspectionReport:
    """Of a film that is far too long: looking into it would keep those waiting whose film is as asked."""
    told = finding("file_not_looked_into", times=number(asked.looked_into_up_to))
    return _report(Outcome.HEADER_ONLY, [told, *(each for judge in BY_HEADER for each in judge(facts, asked))], facts)


def _by_measures(facts: FilmFacts, measures: Measures, asked: Thresholds) -> InspectionReport:
    seen, heard = measures.pictures, measures.sound
    found = sorted((*seen.black, *seen.frozen, *heard.silent), key=lambda each: (each.start_ms, each.end_ms))
    judged = [each for judge in BY_MEASURES for each in judge(facts, asked)]
    judged += stretches(tuple(found), asked, facts.rate, sound=heard.end is not None)
    report = _report(Outcome.INSPECTED, judged, facts)
    return InspectionReport(report.outcome, report.findings, facts, tuple(found), heard.curve)


def _report(outcome: Outcome, findings: list[Finding], facts: FilmFacts) -> InspectionReport:
    ordered = sorted(findings, key=lambda each: _ORDER.index(each.rule))
    return InspectionReport(outcome, tuple(ordered), facts, (), LoudnessCurve())
