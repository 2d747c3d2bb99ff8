"""What a file is that no reader of films takes, and whether a film is encrypted: by its bytes alone."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEAD = 4096
_BY_HEAD = (
    (b"PK\x03\x04", "ZIP, Word, Excel"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel (.doc, .xls)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"#EXTM3U", "M3U"),
)
_FILM_HEADS = (b"\x1aE\xdf\xa3", b"\x06\x0e\x2b\x34", b"RIFF", b"\x00\x00\x01\xba", b"0&\xb2u")
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp")
_WAY_TO_SAMPLES = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
_ENCRYPTED = (b"encv", b"enca", b"drmi", b"drms")
_MOST_BOXES = 10_000


def looks_like_film(path: Path) -> bool:
    """Whether the first bytes are those of a container of films: then it is broken, not something else."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return head[4:8] in _BOXES or head.startswith(_FILM_HEADS) or (head[:1] == b"G" and head[188:189] == b"G")


def named(path: Path) -> str:
    """What it is instead, as people call it; `?` where that is not known."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for start, what in _BY_HEAD:
        if head.startswith(start):
            return what
    return "TXT" if head and b"\0" not in head and _is_text(head) else "?"


def is_encrypted(path: Path) -> bool:
    """Whether an MP4 or MOV says that its pictures or sound are encrypted (ISO/IEC 23001-7: CENC)."""
    with path.open("rb") as file:
        if file.read(8)[4:8] not in _BOXES:
            return False
        size = file.seek(0, 2)
        return any(kind in _ENCRYPTED for kind in _sample_entries(file, 0, size, 0))


def _sample_entries(file: BinaryIO, begins: int, ends: int, depth: int) -> Iterator[bytes]:
    for kind, inner, after in _boxes(file, begins, ends):
        if kind != _WAY_TO_SAMPLES[depth]:
            continue
        if depth + 1 < len(_WAY_TO_SAMPLES):
            yield from _sample_entries(file, inner, after, depth + 1)
        else:
            # Version, flags and the number of entries stand before them.
            yield from (entry for entry, _, _ in _boxes(file, inner + 8, after))


def _boxes(file: BinaryIO, begins: int, ends: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first byte of the content, first byte after it (ISO/IEC 14496-12)."""
    for _ in range(_MOST_BOXES):
        if begins + 8 > ends:
            return
        file.seek(begins)
        length, kind = struct.unpack(">I4s", file.read(8).ljust(8, b"\0"))
        inner = begins + 8
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))
            inner += 8
        after = begins + length if length else ends
        if after < inner:
            return
        yield kind, inner, min(after, ends)
        begins = after


def _is_text(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # A letter may be cut at the end of what was read.
        return error.start >= len(head) - 3
    return True
