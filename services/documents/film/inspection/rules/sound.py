"""Is there sound, of the right kind and as loud as asked?"""

from __future__ import annotations

from chassis.language import Text
from services.documents.film.inspection.report import FilmFacts, Finding, Rule
from services.documents.film.inspection.spoken import length
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.finding_words import number

_MONO = 1
_STEREO = 2


def channels(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """As many as asked."""
    if not facts.channels:
        return [finding("no_sound", wanted=asked.channels)]
    code = "channels_ok" if facts.channels == asked.channels else "channels_wrong"
    return [finding(code, seen=_channels_spoken(facts), wanted=asked.channels)]


def sample_rate(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """The broadcaster's."""
    if not facts.channels:
        return []
    code = "sample_rate_ok" if facts.sample_rate == asked.sample_rate else "sample_rate_wrong"
    return [finding(code, seen=_kilohertz(facts.sample_rate), wanted=_kilohertz(asked.sample_rate))]


def lengths(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Pictures and sound end together."""
    if facts.audio_ms is None or facts.duration_ms is None:
        return []
    off = abs(facts.audio_ms - facts.duration_ms) / 1000
    code = "sound_duration_ok" if off <= asked.sound_off_by_most else "sound_duration_wrong"
    return [finding(code, pictures=length(facts.duration_ms), sound=length(facts.audio_ms), off=number(off))]


def loudness(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Of the whole film, EBU R128."""
    if facts.audio_ms is None:
        return [finding("no_sound_to_measure")]
    if facts.loudness_lufs is None:
        return [finding("all_silent")]
    off = facts.loudness_lufs - asked.loudness
    return [
        finding(
            _loudness_code(off, asked),
            seen=number(facts.loudness_lufs),
            wanted=number(asked.loudness),
            off=number(abs(off)),
            allowed=number(asked.loudness_good_within),
            gain=_signed(-off),
        )
    ]


def loudness_range(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Quiet parts can be heard beside loud ones."""
    if facts.loudness_range_lu is None:
        return [finding("no_sound_to_measure", rule=Rule.LOUDNESS_RANGE)]
    code = "loudness_range_ok" if facts.loudness_range_lu <= asked.loudness_range_most else "loudness_range_wide"
    return [finding(code, seen=number(facts.loudness_range_lu), wanted=number(asked.loudness_range_most))]


def true_peak(facts: FilmFacts, asked: Thresholds) -> list[Finding]:
    """Nothing is clipped when it is converted or sent."""
    if facts.true_peak_dbtp is None:
        return [finding("no_sound_to_measure", rule=Rule.TRUE_PEAK)]
    above = facts.true_peak_dbtp - asked.true_peak_most
    code = "true_peak_ok" if above <= 0 else "true_peak_near" if above <= asked.true_peak_warn_within else None
    return [finding(code or "true_peak_high", seen=number(facts.true_peak_dbtp), wanted=number(asked.true_peak_most))]


def _loudness_code(off: float, asked: Thresholds) -> str:
    if abs(off) <= asked.loudness_good_within:
        return "loudness_ok"
    if abs(off) <= asked.loudness_warn_within:
        return "loudness_near"
    return "too_loud" if off > 0 else "too_quiet"


def _channels_spoken(facts: FilmFacts) -> Text:
    if facts.channels == _MONO:
        return Text("1 kênh (mono)", "mono")
    if facts.channels == _STEREO:
        return Text("2 kênh (stereo)", "stereo")
    return Text(f"{facts.channels} kênh", f"of {facts.channels} channels")


def _kilohertz(rate: int) -> Text:
    return number(rate / 1000, 3)


def _signed(decibels: float) -> Text:
    written = number(decibels)
    return Text(f"+{written.vi}", f"+{written.en}") if decibels > 0 else written
