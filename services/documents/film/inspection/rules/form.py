"""Is the file whole, the film as long as asked, are its pictures of the right size, rate and kind?"""

from __future__ import annotations

from chassis.language import Text
from services.documents.film.inspection.report import FilmFacts, Finding, Scan
from services.documents.film.inspection.spoken import amount, length, timecode
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.finding_words import number

CODECS = {
    "h264": "H.264",
    "hevc": "H.265 (HEVC)",
    "mpeg2video": "MPEG-2",
    "mpeg4": "MPEG-4 Part 2",
    "prores": "ProRes",
    "dnxhd": "DNxHD",
    "vp9": "VP9",
    "av1": "AV1",
    "wmv3": "WMV 9",
}
_CUT_SHORT_MS = 1000
"""Headers and what is decoded differ by less."""
_MORE, _LESS = Text("dài hơn", "more"), Text("ngắn hơn", "less")
_RATE_WITHIN = 0.001
"""Of the rate: 25 is not 24.975."""


def whole(facts: FilmFacts, _: Thresholds) -> list[Finding]:
    """Everything could be decoded, up to the length that the header tells."""
    found = []
    seen = max(facts.duration_ms or 0, facts.audio_ms or 0)
    if facts.header_duration_ms is not None and facts.header_duration_ms - seen > _CUT_SHORT_MS:
        found.append(finding("file_cut_short", written=length(facts.header_duration_ms), seen=length(seen)))
    elif facts.damaged:
        at = timecode(facts.damaged_at_ms or 0, facts.rate)
        found.append(finding("file_damaged", count=facts.damaged, at=at))
    return found or [finding("file_ok", container=facts.container)]


def duration(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Good, near or wrong."""
    if facts.duration_ms is None:
        return [finding("duration_unknown")]
    wanted_ms = round(asked.duration * 1000)
    off = abs(facts.duration_ms - wanted_ms) / 1000
    code = "duration_ok" if off <= asked.good_within else "duration_near" if off <= asked.warn_within else None
    return [
        finding(
            code or "duration_wrong",
            seen=length(facts.duration_ms),
            wanted=length(wanted_ms),
            off=amount(off),
            more_or_less=_MORE if facts.duration_ms > wanted_ms else _LESS,
            allowed=number(asked.warn_within),
        )
    ]


def picture_size(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """As asked; larger in the same shape can still be shown."""
    seen, wanted = f"{facts.width}×{facts.height}", f"{asked.width}×{asked.height}"
    if (facts.width, facts.height) == (asked.width, asked.height):
        return [finding("picture_size_ok" if facts.square_pixels else "pixels_not_square", seen=seen, wanted=wanted)]
    same_shape = facts.width * asked.height == facts.height * asked.width
    larger = same_shape and facts.width > asked.width
    return [finding("picture_size_larger" if larger else "picture_size_wrong", seen=seen, wanted=wanted)]


def rate(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Even, and as asked."""
    if facts.rate is None:
        return [finding("rate_unknown")]
    seen, wanted = number(facts.rate, 3), number(asked.rate, 3)
    if facts.rate_varies:
        code = "rate_varies"
    elif _same(facts.rate, asked.rate):
        code = "rate_ok"
    else:
        code = "rate_double" if _same(facts.rate, 2 * asked.rate) else "rate_wrong"
    return [finding(code, seen=seen, wanted=wanted)]


def scan(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Whole pictures, or fields in the order of HD; and the file says what it is."""
    if facts.scan is None:
        return [finding("scan_unknown")]
    if facts.scan is Scan.PROGRESSIVE:
        return [finding("scan_progressive")]
    if not asked.interlaced_allowed:
        return [finding("scan_not_wanted")]
    if facts.scan is Scan.MIXED:
        return [finding("scan_mixed")]
    if facts.scan_written is Scan.PROGRESSIVE:
        return [finding("scan_written_otherwise")]
    return [finding("scan_interlaced" if facts.scan is Scan.TOP_FIELD_FIRST else "scan_bottom_first")]


def codec(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """One that broadcasters take."""
    seen = " ".join(part for part in (codec_name(facts.codec), facts.profile) if part)
    wanted = ", ".join(codec_name(each) for each in asked.codecs)
    return [finding("codec_ok" if facts.codec in asked.codecs else "codec_unusual", seen=seen, wanted=wanted)]


def pixel_format(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """A usual sampling of colours, in the range of broadcasting."""
    if facts.full_range:
        return [finding("full_range")]
    usual = facts.pixel_format in asked.pixel_formats
    wanted = ", ".join(asked.pixel_formats)
    return [finding("pixel_format_ok" if usual else "pixel_format_unusual", seen=facts.pixel_format, wanted=wanted)]


def codec_name(code: str) -> str:
    """As people call it."""
    return CODECS.get(code, code.upper())


def _same(seen: float, wanted: float) -> bool:
    return abs(seen - wanted) <= wanted * _RATE_WITHIN
