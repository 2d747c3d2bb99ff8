"""The film from left to right, for a page to draw: how loud it is, and its black, frozen and silent passages."""

from __future__ import annotations

from typing import Any

from services.documents.film.inspection.report import InspectionReport
from services.documents.film.inspection.thresholds import Thresholds

LEAST_LUFS, MOST_LUFS = -60, 0
"""The scale of the drawing: quieter is drawn at its foot."""


def timeline(report: InspectionReport, asked: Thresholds) -> dict[str, Any]:
    """As JSON types.

    `momentary` and `short_term` hold a number (LUFS) or null for each `step_ms`, from the film's beginning; the band
    is what is asked of the whole film. Passages are in the order of their beginning and may overlap.
    """
    return {
        "duration_ms": max(report.facts.duration_ms or 0, report.facts.audio_ms or 0),
        "rate": report.facts.rate,
        "step_ms": report.curve.step_ms,
        "momentary": list(report.curve.momentary),
        "short_term": list(report.curve.short_term),
        "scale": [LEAST_LUFS, MOST_LUFS],
        "band": [asked.loudness - asked.loudness_good_within, asked.loudness + asked.loudness_good_within],
        "passages": [{"kind": each.kind, "start_ms": each.start_ms, "end_ms": each.end_ms} for each in report.passages],
    }
