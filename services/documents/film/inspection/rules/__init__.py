"""What is asked of a film, a function each. Each gives its verdicts by the facts alone."""

from __future__ import annotations

from collections.abc import Callable

from services.documents.film.inspection.report import FilmFacts, Finding
from services.documents.film.inspection.rules import form, sound
from services.documents.film.inspection.thresholds import Thresholds

Judge = Callable[[FilmFacts, Thresholds], list[Finding]]

BY_HEADER: tuple[Judge, ...] = (form.duration, form.picture_size, form.codec, sound.channels, sound.sample_rate)
"""Those that can be judged of a film that was not looked into."""
BY_MEASURES: tuple[Judge, ...] = (
    form.whole,
    form.duration,
    form.picture_size,
    form.rate,
    form.scan,
    form.codec,
    form.pixel_format,
    sound.channels,
    sound.sample_rate,
    sound.lengths,
    sound.loudness,
    sound.loudness_range,
    sound.true_peak,
)
