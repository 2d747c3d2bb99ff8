"""What a film is judged by, as plain data that a child process takes. `from_plan` makes it of a plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Thresholds:
    """Where good ends and a warning ends. Lengths in seconds, sound by EBU R128 and EBU Tech 3341."""

    duration: float
    good_within: float
    warn_within: float
    width: int = 1920
    height: int = 1080
    rate: float = 25.0
    """Pictures a second; of 50i, too, which is 25 pictures of two fields."""
    interlaced_allowed: bool = True
    codecs: tuple[str, ...] = ("h264", "hevc", "mpeg2video", "prores", "dnxhd")
    pixel_formats: tuple[str, ...] = ("yuv420p", "yuv422p", "yuv420p10le", "yuv422p10le")
    channels: int = 2
    sample_rate: int = 48_000
    loudness: float = -23.0
    """LUFS."""
    loudness_good_within: float = 0.5
    loudness_warn_within: float = 1.0
    """LU."""
    loudness_range_most: float = 20.0
    """LU. A wider one is only warned of: R128 sets no limit."""
    true_peak_most: float = -1.0
    """dBTP."""
    true_peak_warn_within: float = 0.3
    """dB above the most: meters may differ by so much (EBU Tech 3341)."""
    black_seconds: float = 1.0
    frozen_seconds: float = 2.0
    silent_seconds: float = 2.0
    silent_below: float = -60.0
    """dBFS."""
    sound_off_by_most: float = 0.5
    """Seconds that pictures and sound may differ in length."""
    looked_into_up_to: float = 3.0
    """Times the duration asked: of a longer film only the header is read."""

    def as_data(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Thresholds:
        """What `as_data` gave."""
        lists = {name: tuple(data[name]) for name in ("codecs", "pixel_formats")}
        return cls(**{**data, **lists})
