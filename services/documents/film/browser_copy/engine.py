"""The copy is made: one decode, and out of it a film for the browser, its poster and its thumbnails."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import av
from av.container import OutputContainer
from av.video.frame import VideoFrame

from services.documents.film.browser_copy.encoding import PictureTrack, SoundTrack
from services.documents.film.browser_copy.result import FILM, POSTER, STRIP, BrowserCopy
from services.documents.film.browser_copy.shape import Shape, shape_of
from services.documents.film.browser_copy.thumbnails import Thumbnails
from services.documents.film.decoding import Piece, decoded
from services.documents.film.inspection.report import Scan
from services.documents.film.opening import Film, opened
from services.documents.film.refusal import CannotRead

TELL_SECONDS = 0.5
_PLAYS_WHILE_IT_LOADS = {"movflags": "+faststart"}


def copy_film(path: Path, folder: Path, scan: Scan | None, tell: Callable[[float], None]) -> BrowserCopy:
    """Write the three files into the folder. Raises `CannotRead` for a file of which there is nothing to be shown."""
    shape = _shape(path, scan)
    with opened(path) as film, av.open(str(folder / FILM), "w", format="mp4", options=_PLAYS_WHILE_IT_LOADS) as output:
        thumbnails = Thumbnails(film.header_seconds)
        pictures = PictureTrack(output, shape, film.pictures, thumbnails.take)
        _Copying(film, output, pictures, tell).run()
    strip = thumbnails.save(folder / STRIP, folder / POSTER)
    return BrowserCopy(
        duration_ms=round(pictures.seconds * 1000),
        width=shape.width,
        height=shape.height,
        rate=round(float(shape.rate), 3),
        size_bytes=(folder / FILM).stat().st_size,
        strip=strip,
    )


def _shape(path: Path, scan: Scan | None) -> Shape:
    """By the first picture that can be decoded; so the file is opened once more before the copy is begun."""
    with opened(path) as film, decoded(film) as pieces:
        for piece in pieces:
            if isinstance(piece.frame, VideoFrame):
                return shape_of(film.pictures, piece.frame, scan)
    raise CannotRead("nothing_decoded")


class _Copying:
    """One decode."""

    def __init__(
        self, film: Film, output: OutputContainer, pictures: PictureTrack, tell: Callable[[float], None]
    ) -> None:
        self._film = film
        self._pictures = pictures
        self._sound = SoundTrack(output, len(film.sounds)) if film.sounds else None
        self._tell = tell
        self._told_at = 0.0

    def run(self) -> None:
        """To the end of the film, or to where it breaks off. What cannot be decoded is left out."""
        with decoded(self._film) as pieces:
            for piece in pieces:
                self._take(piece)
                self._tell_now_and_then()
        self._pictures.finish()
        if self._sound is not None:
            self._sound.finish()

    def _take(self, piece: Piece) -> None:
        frame = piece.frame
        if frame is None:
            return
        if frame.time_base is not None and frame.pts is not None:
            frame.pts -= round(self._film.origin / frame.time_base)
        if isinstance(frame, VideoFrame):
            self._pictures.take(frame)
        elif self._sound is not None:
            self._sound.take(piece.track, frame)

    def _tell_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= TELL_SECONDS:
            self._told_at = now
            whole = self._film.header_seconds
            self._tell(min(1.0, float(self._pictures.seconds) / whole) if whole else 0.0)
