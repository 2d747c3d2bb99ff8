"""What an inspection says: findings with their times, in both languages, as types and as JSON. Times: whole ms."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """The verdict on one rule. It refuses nothing: people decide."""

    GOOD = "good"
    WARNING = "warning"
    FAILURE = "failure"
    CANNOT_TELL = "cannot_tell"


WORST_FIRST = (Severity.FAILURE, Severity.WARNING, Severity.CANNOT_TELL, Severity.GOOD)


class Outcome(StrEnum):
    """How far the file was looked into."""

    INSPECTED = "inspected"
    HEADER_ONLY = "header_only"
    """So much longer than asked that its pictures and sound were left alone."""
    COULD_NOT = "could_not"


class Rule(StrEnum):
    """What is judged, in the order of a report."""

    FILE = "file"
    DURATION = "duration"
    SOUND_DURATION = "sound_duration"
    PICTURE_SIZE = "picture_size"
    RATE = "rate"
    SCAN = "scan"
    CODEC = "codec"
    PIXEL_FORMAT = "pixel_format"
    CHANNELS = "channels"
    SAMPLE_RATE = "sample_rate"
    LOUDNESS = "loudness"
    LOUDNESS_RANGE = "loudness_range"
    TRUE_PEAK = "true_peak"
    BLACK = "black"
    FROZEN = "frozen"
    SILENT = "silent"


class Scan(StrEnum):
    """How pictures are made of lines: whole, or of two fields of which the one or the other comes first."""

    PROGRESSIVE = "progressive"
    TOP_FIELD_FIRST = "top_field_first"
    BOTTOM_FIELD_FIRST = "bottom_field_first"
    MIXED = "mixed"

    @property
    def interlaced(self) -> bool:
        """Whether a browser must be given whole pictures made of the fields."""
        return self is not Scan.PROGRESSIVE


class PassageKind(StrEnum):
    """Stretches of a film that may be a fault."""

    BLACK = "black"
    FROZEN = "frozen"
    SILENT = "silent"


@dataclass(frozen=True)
class Passage:
    """From the first picture (or sample) that is so to the first that is not so any more."""

    kind: PassageKind
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True)
class Finding:
    """The verdict on one rule. `mend_*` is empty where there is nothing to mend."""

    rule: Rule
    code: str
    severity: Severity
    message_vi: str
    message_en: str
    mend_vi: str = ""
    mend_en: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class FilmFacts:
    """What was read and measured; None where it was not, or there is none.

    Lengths are of what was decoded, or of the header where it was only looked at (`Outcome.HEADER_ONLY`).
    """

    container: str
    size_bytes: int
    header_duration_ms: int | None = None
    duration_ms: int | None = None
    """From the first picture to the end of the last: what a broadcaster counts."""
    audio_ms: int | None = None
    width: int = 0
    height: int = 0
    """As it is shown: turned, where the file says so."""
    square_pixels: bool = True
    rate: float | None = None
    """Pictures a second."""
    rate_varies: bool | None = None
    scan: Scan | None = None
    scan_written: Scan | None = None
    """What the file says of it: progressive or not (then top field first, which is not known)."""
    codec: str = ""
    profile: str = ""
    pixel_format: str = ""
    full_range: bool = False
    bit_rate: int | None = None
    audio_codec: str = ""
    audio_tracks: int = 0
    channels: int = 0
    """Of the first track, which is the one that is measured."""
    sample_rate: int = 0
    loudness_lufs: float | None = None
    loudness_range_lu: float | None = None
    true_peak_dbtp: float | None = None
    pictures: int = 0
    damaged: int = 0
    """Pieces of the file that could not be decoded."""
    damaged_at_ms: int | None = None
    """The first of them, as near as it can be told."""


@dataclass(frozen=True)
class LoudnessCurve:
    """One value for each step of the film, LUFS; None is quieter than −70.

    `momentary`: the loudest 400 ms that ended in the step; `short_term`: the 3 s before its end.
    """

    step_ms: int = 1000
    momentary: tuple[float | None, ...] = ()
    short_term: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class InspectionReport:
    """The whole: its findings in the order of the rules."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    facts: FilmFacts
    passages: tuple[Passage, ...] = ()
    curve: LoudnessCurve = LoudnessCurve()

    @property
    def verdict(self) -> Severity:
        """Of the film: the worst of its findings."""
        return min((finding.severity for finding in self.findings), key=WORST_FIRST.index, default=Severity.CANNOT_TELL)

    def count(self, severity: Severity) -> int:
        """How many findings are so."""
        return sum(finding.severity is severity for finding in self.findings)

    def as_data(self) -> dict[str, Any]:
        """As JSON types, to be stored whole."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> InspectionReport:
        """What `as_data` gave. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
        curve = data["curve"]
        return cls(
            outcome=Outcome(data["outcome"]),
            findings=tuple(_finding(each) for each in data["findings"]),
            facts=_facts(data["facts"]),
            passages=tuple(_passage(each) for each in data["passages"]),
            curve=LoudnessCurve(curve["step_ms"], tuple(curve["momentary"]), tuple(curve["short_term"])),
        )


def _finding(data: dict[str, Any]) -> Finding:
    passages = tuple(_passage(each) for each in data["passages"])
    return Finding(**{**data, "rule": Rule(data["rule"]), "severity": Severity(data["severity"]), "passages": passages})


def _facts(data: dict[str, Any]) -> FilmFacts:
    scans = {name: Scan(data[name]) if data[name] else None for name in ("scan", "scan_written")}
    return FilmFacts(**{**data, **scans})


def _passage(data: dict[str, Any]) -> Passage:
    return Passage(PassageKind(data["kind"]), data["start_ms"], data["end_ms"])
