"""Thumbnails at even times, put together to one picture; and the poster, the most telling of the first of them."""

from __future__ import annotations

from pathlib import Path

from av.video.frame import VideoFrame
from PIL import Image

from services.documents.film.browser_copy.result import Strip

_TILE_WIDTH = 160
_COLUMNS = 10
_MOST_TILES = 200
_INTERVALS = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120)
"""Seconds."""
_POSTER_SHARE = 3
"""The poster comes of the first third of the film."""
_STRIP_QUALITY, _POSTER_QUALITY = 70, 85


class Thumbnails:
    """Takes the pictures of the copy in their order."""

    def __init__(self, seconds: float | None) -> None:
        expected = seconds or 900.0
        fitting = (each for each in _INTERVALS if expected / each <= _MOST_TILES)
        self._interval = next(fitting, _INTERVALS[-1])
        self._poster_until = expected / _POSTER_SHARE
        self._tiles: list[Image.Image] = []
        self._poster: Image.Image | None = None
        self._telling = -1.0

    def take(self, frame: VideoFrame, at: float) -> None:
        """A picture, and its time in seconds."""
        if at < len(self._tiles) * self._interval or len(self._tiles) >= _MOST_TILES:
            return
        height = max(2, round(frame.height * _TILE_WIDTH / frame.width / 2) * 2)
        tile = _image(frame.reformat(_TILE_WIDTH, height, "rgb24"))
        self._tiles.append(tile)
        # Black and bare pictures tell nothing: what tells has many greys.
        telling = tile.convert("L").entropy()
        if self._poster is None or (at <= self._poster_until and telling > self._telling):
            self._telling = telling
            self._poster = _image(frame.reformat(format="rgb24"))

    def save(self, strip: Path, poster: Path) -> Strip:
        """Write both as JPEG. At least one picture was taken."""
        width, height = self._tiles[0].size
        columns = min(_COLUMNS, len(self._tiles))
        rows = -(-len(self._tiles) // columns)
        sheet = Image.new("RGB", (columns * width, rows * height))
        for number, tile in enumerate(self._tiles):
            sheet.paste(tile, (number % columns * width, number // columns * height))
        sheet.save(strip, "JPEG", quality=_STRIP_QUALITY, optimize=True)
        if self._poster is not None:
            self._poster.save(poster, "JPEG", quality=_POSTER_QUALITY, optimize=True, progressive=True)
        return Strip(columns, rows, len(self._tiles), width, height, self._interval * 1000)


def _image(frame: VideoFrame) -> Image.Image:
    """A picture of RGB; its lines may be longer than they are wide."""
    plane = frame.planes[0]
    return Image.frombytes("RGB", (frame.width, frame.height), bytes(plane), "raw", "RGB", plane.line_size, 1)
