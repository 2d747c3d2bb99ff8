"""The size, rate and way up of a copy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from services.documents.film.inspection.report import Scan

MOST_WIDTH, MOST_HEIGHT = 1280, 720
_MOST_RATE = 30
_ABSURD_RATE = 120
_USUAL_RATE = Fraction(25)
_TURNS = {90: ("transpose=cclock",), 180: ("hflip", "vflip"), 270: ("transpose=clock",)}
"""By the degrees counter-clockwise that a picture is to be turned."""
_PARITY = {Scan.TOP_FIELD_FIRST: "tff", Scan.BOTTOM_FIELD_FIRST: "bff"}


@dataclass(frozen=True)
class Shape:
    """What pictures become, and by which filters."""

    width: int
    height: int
    rate: Fraction
    filters: tuple[str, ...]


def shape_of(stream: VideoStream, first: VideoFrame, scan: Scan | None) -> Shape:
    """Fitted into 1280 × 720 and never enlarged, square pixels, even sizes, even rate.

    `scan` as it was measured; None: pictures that the file marks as interlaced are made whole.
    """
    pixel = Fraction(stream.sample_aspect_ratio or 1)
    width, height = first.width, first.height
    turn = _TURNS.get(round(first.rotation) % 360, ())
    if len(turn) == 1:
        width, height, pixel = height, width, 1 / pixel
    width, height = fitted(width, height, pixel)
    rate = rate_of(stream)
    size = f"scale={width}:{height}:flags=area:out_range=limited"
    timed = (*_whole_pictures(scan), f"fps={rate}:start_time=0")
    return Shape(width, height, rate, (*timed, *turn, size, "setsar=1", "format=yuv420p"))


def rate_of(stream: VideoStream) -> Fraction:
    """The film's, halved until it is at most 30 pictures a second."""
    rate = Fraction(stream.guessed_rate or _USUAL_RATE)
    if not 0 < rate <= _ABSURD_RATE:
        return _USUAL_RATE
    while rate > _MOST_RATE:
        rate /= 2
    return rate


def fitted(width: int, height: int, pixel: Fraction) -> tuple[int, int]:
    """Even numbers of dots for a picture whose pixels are so much wider than high."""
    shown = width * pixel
    share = min(Fraction(1), MOST_WIDTH / shown, Fraction(MOST_HEIGHT, height))
    return _even(shown * share), _even(height * share)


def _even(dots: Fraction) -> int:
    return max(2, round(dots / 2) * 2)


def _whole_pictures(scan: Scan | None) -> list[str]:
    if scan is Scan.PROGRESSIVE:
        return []
    if scan in _PARITY:
        return [f"bwdif=mode=send_frame:deint=all:parity={_PARITY[scan]}"]
    return ["bwdif=mode=send_frame:deint=interlaced"]
