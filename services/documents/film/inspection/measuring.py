"""One pass over a film: all pictures and all sound, measured as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from av.video.frame import VideoFrame

from services.documents.film.decoding import Piece, decoded
from services.documents.film.inspection.passages import milliseconds
from services.documents.film.inspection.pictures import PictureMeasures, PictureMeter
from services.documents.film.inspection.sound import SoundMeasures, SoundMeter
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.opening import Film

TELL_SECONDS = 0.5
_MOST_DAMAGE = 5_000
"""Pieces that cannot be decoded; then nothing more is to be learnt of the file."""


@dataclass
class Damage:
    """Pieces of the file that could not be decoded."""

    pieces: int = 0
    first_ms: int | None = None

    def note(self, at: Fraction) -> None:
        """One more."""
        self.pieces += 1
        if self.first_ms is None:
            self.first_ms = milliseconds(at)


@dataclass(frozen=True)
class Measures:
    """What one pass gave. `too_long`: it was left before its end."""

    pictures: PictureMeasures
    sound: SoundMeasures
    damage: Damage
    too_long: bool


@dataclass
class _Pass:
    film: Film
    thresholds: Thresholds
    tell: Callable[[float], None]
    damage: Damage = field(default_factory=Damage)
    told_at: float = 0.0

    def __post_init__(self) -> None:
        self.picture_meter = PictureMeter(self.film.pictures, self.thresholds, self.film.origin)
        self.sound_meter = SoundMeter(len(self.film.sounds), self.thresholds, self.film.origin)

    def take(self, piece: Piece) -> None:
        """Measure one piece; what cannot be decoded is counted."""
        if piece.frame is None:
            self.damage.note(self.picture_meter.at)
        elif isinstance(piece.frame, VideoFrame):
            if piece.frame.is_corrupt:
                self.damage.note(self.picture_meter.at)
            self.picture_meter.take(piece.frame)
        else:
            self.sound_meter.take(piece.track, piece.frame)

    def tell_now_and_then(self) -> None:
        """At most twice a second."""
        now = time.monotonic()
        if now - self.told_at >= TELL_SECONDS:
            self.told_at = now
            whole = self.film.header_seconds
            self.tell(min(1.0, float(self.picture_meter.at) / whole) if whole else 0.0)


def measure(film: Film, thresholds: Thresholds, tell: Callable[[float], None]) -> Measures:
    """Measure the film. `tell` is told the share that is done, now and then."""
    run = _Pass(film, thresholds, tell)
    longest = thresholds.duration * thresholds.looked_into_up_to
    too_long = False
    with decoded(film) as pieces:
        for piece in pieces:
            run.take(piece)
            run.tell_now_and_then()
            too_long = run.picture_meter.at > longest
            if too_long or run.damage.pieces > _MOST_DAMAGE:
                break
    return Measures(run.picture_meter.measures(), run.sound_meter.measures(), run.damage, too_long)
