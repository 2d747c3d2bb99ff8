"""The film that is shown: who makes it, by what it is inspected, who judges it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from services.documents.plan.shapes import Bounds, Code, Count, Email, Line


@dataclass(frozen=True, kw_only=True)
class Appraiser:
    """Who judges the film; a name only where one is known."""

    post: Line
    name: Line | None = None
    email: Email | None = None


@dataclass(frozen=True, kw_only=True)
class FilmInspection:
    """By what the machine inspects the film; what a plan leaves out is as broadcasters have it (EBU R128 for sound).

    `rate` counts whole pictures a second: 25 of 25p and of 50i. Passages are told of from so many seconds on.
    """

    width: Annotated[int, Bounds(16, 8192)] = 1920
    height: Annotated[int, Bounds(16, 8192)] = 1080
    rate: Annotated[Decimal, Bounds(1, 120)] = Decimal(25)
    interlaced_allowed: bool = True
    loudness_lufs: Annotated[Decimal, Bounds(-60, 0)] = Decimal(-23)
    loudness_good_within: Annotated[Decimal, Bounds(0, 20)] = Decimal("0.5")
    loudness_warn_within: Annotated[Decimal, Bounds(0, 20)] = Decimal(1)
    true_peak_most: Annotated[Decimal, Bounds(-20, 0)] = Decimal(-1)
    black_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(1)
    frozen_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(2)
    silent_seconds: Annotated[Decimal, Bounds(1, 600)] = Decimal(2)


@dataclass(frozen=True, kw_only=True)
class VideoReport:
    """The film: who makes it, how long it is, how far off is still good or only a warning, who appraises it.

    It is to be appraised by the end of `appraisal_due`; left out, by the end of the day before the conference.
    """

    obligation: Code
    broadcaster: Code
    duration: timedelta
    good_within_seconds: Count
    warn_within_seconds: Count
    appraisers: tuple[Appraiser, ...]
    two_person_approval: bool
    appraisal_due: date | None = None
    shown_at_conference: bool = True
    broadcast_on: tuple[Line, ...] = ()
    inspection: FilmInspection | None = None
    source: Line | None = None
