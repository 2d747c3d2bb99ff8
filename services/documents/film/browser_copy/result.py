"""What was made, as types and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

FILM, POSTER, STRIP = "copy.mp4", "poster.jpg", "strip.jpg"
"""Names of the files in the folder that was given."""


@dataclass(frozen=True)
class Strip:
    """One picture of many: thumbnail `n` shows the film at `n * interval_ms`.

    It stands in column `n % columns` and row `n // columns`, from the top left, without gaps.
    """

    columns: int
    rows: int
    count: int
    tile_width: int
    tile_height: int
    interval_ms: int


@dataclass(frozen=True)
class BrowserCopy:
    """An MP4 (H.264, AAC) that plays while it loads, a JPEG of its size, and the strip. Sizes in dots."""

    duration_ms: int
    width: int
    height: int
    rate: float
    size_bytes: int
    strip: Strip

    def as_data(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> BrowserCopy:
        """What `as_data` gave."""
        return cls(**{**data, "strip": Strip(**data["strip"])})
