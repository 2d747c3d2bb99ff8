"""A film becomes pictures and sound, one after the other, or it is known where it does not.

They are decoded ahead in a thread, so that measuring and encoding them takes a processor and decoding another.
"""

from __future__ import annotations

import resource
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.video.frame import VideoFrame

from services.documents.film.giving_way import GivingWay
from services.documents.film.opening import Film

_STATUS = Path("/proc/self/status")
_PEAK = "VmPeak:"
_SPARE = 4 * 1024 * 1024
_AHEAD = 8
"""Pieces: some three pictures with their sound."""


@dataclass(frozen=True)
class Piece:
    """A picture, or some sound of the track of that number; without a frame something that cannot be decoded."""

    frame: VideoFrame | AudioFrame | None
    track: int = 0


class _CannotDecode(Exception):
    """The packet is damaged."""


@contextmanager
def decoded(film: Film) -> Iterator[Iterator[Piece]]:
    """All of the film in its order, to its end or to where it breaks off; slower while others need the processors.

    Raises `MemoryError` where a picture finds no place.
    """
    pieces = _pieces(film)
    with ThreadPoolExecutor(1) as thread:
        try:
            yield _ahead(pieces, thread)
        finally:
            thread.shutdown(cancel_futures=True)


def _ahead(pieces: Iterator[Piece], thread: ThreadPoolExecutor) -> Iterator[Piece]:
    """The same, some of them made before they are asked for."""
    coming: deque[Future[Piece | None]] = deque(thread.submit(next, pieces, None) for _ in range(_AHEAD))
    while (piece := coming.popleft().result()) is not None:
        coming.append(thread.submit(next, pieces, None))
        yield piece


def _pieces(film: Film) -> Iterator[Piece]:
    tracks = {stream.index: number for number, stream in enumerate(film.sounds)}
    give_way = GivingWay()
    try:
        for packet in film.container.demux(film.pictures, *film.sounds):
            give_way()
            try:
                frames = _frames(packet, film.picture_bytes)
            except _CannotDecode:
                yield Piece(None)
                continue
            for frame in frames:
                yield Piece(frame, tracks.get(packet.stream.index, 0))
    except MemoryError:
        raise
    except av.error.FFmpegError:
        yield Piece(None)


def _frames(packet: Packet[Any], picture_bytes: int) -> list[VideoFrame | AudioFrame]:
    """What a packet gives.

    Decoders say of a damaged film and of too little memory that the data is invalid, so the memory is looked at: a
    film is not damaged because this process may not hold it.
    """
    try:
        frames: list[Any] = packet.decode()
    except av.error.EOFError:
        return []
    except av.error.FFmpegError as error:
        if isinstance(error, MemoryError) or _memory_is_short(picture_bytes):
            raise MemoryError from error
        raise _CannotDecode from error
    return [frame for frame in frames if isinstance(frame, VideoFrame | AudioFrame)]


def _memory_is_short(needed: int) -> bool:
    """Whether this process came so near to its limit that there was no room for so many bytes more."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY or not _STATUS.exists():
        return False
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    peak = next((int(line.split()[1]) * 1024 for line in lines if line.startswith(_PEAK)), 0)
    return peak + needed + _SPARE > limit
