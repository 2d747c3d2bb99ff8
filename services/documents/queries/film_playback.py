"""Which file of a cut a browser plays, and how long the cut is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import CopyState, VideoCopy, VideoInspection, VideoReport, VideoVersion

EVERY_BROWSER = {
    "container": {"MP4/MOV"},
    "codec": {"h264"},
    "pixel_format": {"yuv420p"},
    "scan": {"progressive"},
    "audio_codec": {"aac", ""},
}
"""Facts of a film that Chromium, Firefox and Safari all play, as it was made: fields would be shown as combs."""


class PlaybackKind(StrEnum):
    """What is played for a cut."""

    ORIGINAL = "original"
    COPY = "copy"
    """The browser copy that the worker made from it."""


@dataclass(frozen=True)
class Playback:
    """A file of the store. `size` in bytes."""

    kind: PlaybackKind
    sha256: str
    size: int


def playback_of(session: Session, version: VideoVersion) -> Playback | None:
    """The original where every browser plays it, else the copy made from it; None while there is no such file."""
    facts = _facts(session, version)
    if facts and all(facts.get(name) in good for name, good in EVERY_BROWSER.items()):
        return Playback(PlaybackKind.ORIGINAL, version.sha256, version.size)
    copy = session.get(VideoCopy, version.id)
    if copy is None or copy.state is not CopyState.READY or copy.film_sha256 is None or copy.film_size is None:
        return None
    return Playback(PlaybackKind.COPY, copy.film_sha256, copy.film_size)


def length_ms(session: Session, version: VideoVersion) -> int | None:
    """How long the cut is, as it was measured; None while it was not."""
    length: int | None = _facts(session, version).get("duration_ms")
    return length


def approved_version(session: Session, film: VideoReport) -> VideoVersion | None:
    """The cut that is approved; None while none is."""
    wanted = select(VideoVersion).where(
        VideoVersion.video_report_id == film.id, VideoVersion.number == film.approved_number
    )
    return session.scalar(wanted)


def _facts(session: Session, version: VideoVersion) -> dict[str, Any]:
    inspection = session.get(VideoInspection, version.id)
    report = {} if inspection is None else inspection.report or {}
    facts: dict[str, Any] | None = report.get("facts")
    return facts or {}
