"""The thresholds of a film: what its plan says, and where it says nothing what broadcasters use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.documents.film.inspection.thresholds import Thresholds
from services.documents.plan.model import FilmInspection, VideoReport
from services.documents.plan.node import node_of
from services.documents.plan.reader import Reader


def thresholds_of(film: VideoReport) -> Thresholds:
    """By the film's entry in the plan."""
    asked = film.inspection or FilmInspection()
    return Thresholds(
        duration=film.duration.total_seconds(),
        good_within=float(film.good_within_seconds),
        warn_within=float(film.warn_within_seconds),
        width=asked.width,
        height=asked.height,
        rate=float(asked.rate),
        interlaced_allowed=asked.interlaced_allowed,
        loudness=float(asked.loudness_lufs),
        loudness_good_within=float(asked.loudness_good_within),
        loudness_warn_within=float(asked.loudness_warn_within),
        true_peak_most=float(asked.true_peak_most),
        black_seconds=float(asked.black_seconds),
        frozen_seconds=float(asked.frozen_seconds),
        silent_seconds=float(asked.silent_seconds),
    )


def thresholds_of_data(plan: Mapping[str, Any]) -> Thresholds | None:
    """The same of a plan that is stored (`plan_data`), judged when it was applied; None where it has no film."""
    film = plan.get("video_report")
    return thresholds_of(Reader().read(VideoReport, node_of(film))) if film else None
