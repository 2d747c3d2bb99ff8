"""The sound of a film: loudness by EBU R128 (ITU-R BS.1770), true peak, silence.

Two mono tracks are heard as left and right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.frame import Frame

from services.documents.film.inspection.passages import Spans
from services.documents.film.inspection.report import LoudnessCurve, Passage, PassageKind
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.sound_graph import Tracks

QUIETEST = -70.0
"""LUFS: the absolute gate of BS.1770; what is quieter is no loudness."""
STEP_MS = 1000


@dataclass(frozen=True)
class SoundMeasures:
    """What was heard; None where nothing was louder than the gate. Seconds from the film's beginning."""

    begin: Fraction | None
    end: Fraction | None
    loudness: float | None
    loudness_range: float | None
    true_peak: float | None
    silent: tuple[Passage, ...]
    curve: LoudnessCurve


class SoundMeter:
    """Takes decoded sound in its order, of each track apart."""

    def __init__(self, tracks: int, thresholds: Thresholds, origin: Fraction) -> None:
        self._tracks = Tracks(tracks, _filters(thresholds))
        self._origin = origin
        self._silent = Spans(PassageKind.SILENT, thresholds.silent_seconds)
        self._begin: Fraction | None = None
        self._end: Fraction | None = None
        self._told: Mapping[str, str] = {}
        self._momentary: list[float | None] = []
        self._short_term: list[float | None] = []

    def take(self, track: int, frame: AudioFrame) -> None:
        """The next piece of a track."""
        if track == 0:
            self._clock(frame)
        self._read(self._tracks.take(track, frame))

    def measures(self) -> SoundMeasures:
        """After the last piece."""
        self._read(self._tracks.finish())
        loudness = _loudness(self._told.get("lavfi.r128.I"))
        return SoundMeasures(
            begin=self._begin,
            end=self._end,
            loudness=loudness,
            loudness_range=None if loudness is None else round(float(self._told["lavfi.r128.LRA"]), 1),
            true_peak=_decibels(self._told.get("lavfi.r128.true_peak")),
            silent=self._silent.passages(self._end),
            curve=LoudnessCurve(STEP_MS, tuple(self._momentary), tuple(self._short_term)),
        )

    def _clock(self, frame: AudioFrame) -> None:
        if frame.pts is not None and frame.time_base is not None:
            begin = frame.pts * frame.time_base - self._origin
        else:
            begin = self._end or Fraction(0)
        if self._begin is None:
            self._begin = begin
        self._end = begin + Fraction(frame.samples, frame.sample_rate)

    def _read(self, frames: Iterator[Frame]) -> None:
        for heard in frames:
            told = heard.metadata
            self._silent.read(told, "lavfi.silence_start", "lavfi.silence_end", self._origin)
            if "lavfi.r128.M" in told:
                self._told = told
                self._draw(heard)

    def _draw(self, heard: Frame) -> None:
        """One point of the curve; steps of which there is no sound are none."""
        at = Fraction(0) if heard.pts is None or heard.time_base is None else heard.pts * heard.time_base - self._origin
        step = max(0, int(at * 1000) // STEP_MS)
        while len(self._momentary) <= step:
            self._momentary.append(None)
            self._short_term.append(None)
        momentary = _loudness(self._told["lavfi.r128.M"])
        known = self._momentary[step]
        if momentary is not None and (known is None or momentary > known):
            self._momentary[step] = momentary
        self._short_term[step] = _loudness(self._told["lavfi.r128.S"])


def _filters(thresholds: Thresholds) -> tuple[str, ...]:
    return (
        f"silencedetect=noise={thresholds.silent_below}dB:duration={thresholds.silent_seconds}",
        "ebur128=peak=true:metadata=1:framelog=quiet",
    )


def _loudness(text: str | None) -> float | None:
    """LUFS to a hundredth, None for what is below the gate."""
    value = float(text) if text is not None else -math.inf
    return round(value, 2) if math.isfinite(value) and value > QUIETEST else None


def _decibels(text: str | None) -> float | None:
    """What a linear peak is in dBTP."""
    value = float(text) if text is not None else 0.0
    return round(20 * math.log10(value), 2) if value > 0 else None
