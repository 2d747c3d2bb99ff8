"""The product's sign (static/icon.svg) as a PNG that fills its square, as phones want it for their first screen."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

SIZES = (192, 512)
RED, WHITE, GOLD = (0x9B, 0x1B, 0x30), (0xFF, 0xFF, 0xFF), (0xD4, 0xA7, 0x2C)
GRID = 64
"""The sign is drawn on a square of so many units, within the four fifths that every mask leaves."""
STROKES = (
    (18, 17, 6, 28, WHITE),
    (40, 17, 6, 28, WHITE),
    (18, 28, 28, 6, WHITE),
    (16, 49, 32, 3, GOLD),
)
"""Left, top, width, height and colour: the two uprights of an H, its bar, and the line below."""


@lru_cache(maxsize=len(SIZES))
def icon_png(size: int) -> bytes:
    """The picture, `size` pixels wide and high."""
    rows = b"".join(b"\0" + _row(size, y * GRID // size) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _row(size: int, y: int) -> bytes:
    return b"".join(bytes(_colour(x * GRID // size, y)) for x in range(size))


def _colour(x: int, y: int) -> tuple[int, int, int]:
    for left, top, width, height, colour in STROKES:
        if left <= x < left + width and top <= y < top + height:
            return colour
    return RED


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
