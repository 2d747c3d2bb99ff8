"""A film is opened: what it may be, and which of its pictures and sounds are meant.

The reader of films knows play lists that name other files and addresses. Only containers that hold their pictures
and sounds themselves are let in, and no protocol but that of files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from services.documents.film.refusal import CannotRead
from services.documents.film.sniffing import is_encrypted, looks_like_film, named

_OPTIONS = {
    "format_whitelist": "mov,matroska,webm,mpegts,mpeg,mxf,avi,asf,gxf",
    "protocol_whitelist": "file",
}
_MOST_SIDE = 8192
MOST_THREADS = 4


@dataclass(frozen=True)
class Film:
    """An open film. `sounds`: one track, or the two mono tracks that are left and right (usual in MXF)."""

    container: InputContainer
    pictures: VideoStream
    sounds: tuple[AudioStream, ...]
    origin: Fraction
    """Seconds: where its pictures begin by the clock of the container; times are told from there."""
    size_bytes: int

    @property
    def picture_bytes(self) -> int:
        """What one picture takes of memory, decoded."""
        bits = self.pictures.format.bits_per_pixel if self.pictures.pix_fmt else 0
        return self.pictures.width * self.pictures.height * max(bits, 8) // 8

    @property
    def header_seconds(self) -> float | None:
        """Its length by its own word."""
        duration = self.container.duration
        return None if duration is None else max(0.0, duration / av.time_base)


@contextmanager
def opened(path: Path) -> Iterator[Film]:
    """The film, ready to be decoded. Raises `CannotRead`."""
    size = path.stat().st_size
    if not size:
        raise CannotRead("empty_file")
    try:
        container = av.open(str(path), options=dict(_OPTIONS), metadata_errors="replace")
    except av.error.MemoryError:
        raise
    except av.error.FFmpegError as error:
        raise CannotRead("broken") if looks_like_film(path) else CannotRead("not_a_film", what=named(path)) from error
    with container:
        if is_encrypted(path):
            raise CannotRead("encrypted")
        pictures = _pictures(container)
        pictures.thread_type = "AUTO"
        pictures.thread_count = min(MOST_THREADS, os.cpu_count() or 1)
        origin = (pictures.start_time or 0) * (pictures.time_base or Fraction(0))
        yield Film(container, pictures, _sounds(container), origin, size)


def _pictures(container: InputContainer) -> VideoStream:
    moving = [stream for stream in container.streams.video if not stream.disposition & stream.disposition.attached_pic]
    if not moving:
        raise CannotRead("no_pictures" if len(container.streams) else "broken")
    stream = moving[0]
    if not _can_be_decoded(stream):
        raise CannotRead("unknown_codec")
    if not (0 < stream.width <= _MOST_SIDE and 0 < stream.height <= _MOST_SIDE):
        raise CannotRead("absurd_size", width=stream.width, height=stream.height)
    return stream


def _sounds(container: InputContainer) -> tuple[AudioStream, ...]:
    tracks = [stream for stream in container.streams.audio if _can_be_decoded(stream) and stream.channels]
    two_mono = len(tracks) > 1 and [stream.channels for stream in tracks[:2]] == [1, 1]
    return tuple(tracks[: 2 if two_mono else 1])


def _can_be_decoded(stream: VideoStream | AudioStream) -> bool:
    """A stream of a codec that is not known has no context."""
    context: object = stream.codec_context
    return context is not None
