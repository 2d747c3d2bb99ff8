"""Times as broadcasters write them."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.language import Text
from services.documents.film.inspection.report import Passage
from services.documents.finding_words import number

_MOST_LISTED = 8


def length(milliseconds: int) -> Text:
    """`15:00`, or `14:58,4` where there is a rest; hours where there are any."""
    tenths = round(milliseconds / 100)
    seconds, rest = divmod(tenths, 10)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    written = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
    return Text(f"{written},{rest}", f"{written}.{rest}") if rest else Text(written, written)


def amount(seconds: float) -> Text:
    """`4,2 giây`; from a minute on `14 phút 50 giây`, to the second."""
    if round(seconds, 1) < 60:
        said = number(seconds)
        return Text(f"{said.vi} giây", f"{said.en} s")
    minutes, rest = divmod(round(seconds), 60)
    return Text(
        f"{minutes} phút {rest} giây" if rest else f"{minutes} phút",
        f"{minutes} min {rest} s" if rest else f"{minutes} min",
    )


def timecode(milliseconds: int, rate: float | None) -> str:
    """`07:12:05`: minutes, seconds, pictures; hours before them where there are any (SMPTE 12M without drop)."""
    rate = rate or 25.0
    whole = max(1, round(rate))
    seconds, rest = divmod(milliseconds, 1000)
    # The picture that is shown at that time; a millisecond is less than any rounding of it.
    picture = min(whole - 1, int((rest + 1) * rate / 1000))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours:02d}:" if hours else ""
    return f"{head}{minutes:02d}:{seconds:02d}:{picture:02d}"


def passages(found: Sequence[Passage], rate: float | None) -> Text:
    """The first of them with their times, and how many more there are."""
    listed = ", ".join(
        f"{timecode(each.start_ms, rate)}–{timecode(each.end_ms, rate)}" for each in found[:_MOST_LISTED]
    )
    more = len(found) - _MOST_LISTED
    return Text(f"{listed} và {more} đoạn nữa", f"{listed} and {more} more") if more > 0 else Text(listed, listed)
