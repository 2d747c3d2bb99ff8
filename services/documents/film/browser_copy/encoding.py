"""Pictures and sound on their way into the copy: filtered, encoded, written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.container import OutputContainer
from av.filter import Graph
from av.filter.context import FilterContext
from av.frame import Frame
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from services.documents.film.browser_copy.shape import Shape
from services.documents.film.filters import added, drained
from services.documents.film.sound_graph import Tracks

_H264 = {
    "preset": "veryfast",
    "crf": "26",
    "maxrate": "2M",
    "bufsize": "4M",
    "profile": "high",
    "level": "4.0",
    "g": "50",
}
_SOUND_RATE = 48_000
_SOUND_BITS = 128_000
_SOUND_FILTERS = (
    f"aresample={_SOUND_RATE}:async=1:first_pts=0",
    "aformat=sample_fmts=fltp:channel_layouts=stereo",
    "asetnsamples=1024:p=0",
)
"""Gaps become silence, so that sound stays with its pictures; the last are the pieces that AAC is made of."""


class PictureTrack:
    """H.264 that every browser plays."""

    def __init__(
        self, output: OutputContainer, shape: Shape, source: VideoStream, seen: Callable[[VideoFrame, float], None]
    ) -> None:
        self._output = output
        self._shape = shape
        self._source_stream = source
        self._seen = seen
        self._stream = output.add_stream("libx264", rate=shape.rate, options=dict(_H264))
        self._stream.width, self._stream.height = shape.width, shape.height
        self._stream.pix_fmt = "yuv420p"
        self._source: FilterContext | None = None
        self.pictures = 0

    @property
    def seconds(self) -> Fraction:
        """How long the copy is so far."""
        return self.pictures / self._shape.rate

    def take(self, frame: VideoFrame) -> None:
        """The next picture; one of another size than the first is left out."""
        if self._source is None:
            self._source = self._filters(frame)
        self._source.push(frame)
        self._write()

    def finish(self) -> None:
        """There are no more."""
        if self._source is not None:
            self._source.push(None)
            self._write()
        self._output.mux(self._stream.encode(None))

    def _filters(self, frame: VideoFrame) -> FilterContext:
        graph = Graph()
        source = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=frame.time_base or self._source_stream.time_base,
        )
        chain = [added(graph, each) for each in self._shape.filters]
        self._sink = graph.add("buffersink")
        self._graph = graph.link_nodes(source, *chain, self._sink)
        self._graph.configure()
        return source

    def _write(self) -> None:
        for frame in drained(self._sink):
            if isinstance(frame, VideoFrame):
                self._seen(frame, float(self.seconds))
                frame.pts, frame.time_base = self.pictures, 1 / self._shape.rate
                # What the source had as key frame or not is the encoder's to choose anew.
                frame.pict_type = 0
                self.pictures += 1
                self._output.mux(self._stream.encode(frame))


class SoundTrack:
    """AAC in stereo."""

    def __init__(self, output: OutputContainer, tracks: int) -> None:
        self._output = output
        self._stream = output.add_stream("aac", rate=_SOUND_RATE)
        self._stream.layout = "stereo"
        self._stream.bit_rate = _SOUND_BITS
        self._tracks = Tracks(tracks, _SOUND_FILTERS)

    def take(self, track: int, frame: AudioFrame) -> None:
        """The next piece of a track."""
        self._write(self._tracks.take(track, frame))

    def finish(self) -> None:
        """There are no more."""
        self._write(self._tracks.finish())
        self._output.mux(self._stream.encode(None))

    def _write(self, frames: Iterator[Frame]) -> None:
        for frame in frames:
            if isinstance(frame, AudioFrame):
                self._output.mux(self._stream.encode(frame))
