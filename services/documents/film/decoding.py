"""Packets become pictures and sound, or it is known why not."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.video.frame import VideoFrame

_STATUS = Path("/proc/self/status")
_PEAK = "VmPeak:"
_SPARE = 4 * 1024 * 1024


class CannotDecode(Exception):
    """The packet is damaged."""


def decoded(packet: Packet[Any], picture_bytes: int) -> list[VideoFrame | AudioFrame]:
    """What a packet gives. Raises `CannotDecode`, and `MemoryError` where a picture finds no place.

    Decoders say of either that the data is invalid, so the memory is looked at: a film is not damaged because this
    process may not hold it.
    """
    try:
        frames: list[Any] = packet.decode()
    except av.error.EOFError:
        return []
    except av.error.FFmpegError as error:
        if isinstance(error, MemoryError) or _memory_is_short(picture_bytes):
            raise MemoryError from error
        raise CannotDecode from error
    return [frame for frame in frames if isinstance(frame, VideoFrame | AudioFrame)]


def _memory_is_short(needed: int) -> bool:
    """Whether this process came so near to its limit that there was no room for so many bytes more."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY or not _STATUS.exists():
        return False
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    peak = next((int(line.split()[1]) * 1024 for line in lines if line.startswith(_PEAK)), 0)
    return peak + needed + _SPARE > limit
