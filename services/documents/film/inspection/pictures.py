"""The pictures of a film, one after the other: black, frozen, interlaced, evenly spaced or not.

    buffer ─ split ─┬─ points on a grid ─ blackdetect ─ freezedetect ─▶
                    └─ a strip of full height ─ idet ─▶

Black and frozen are shares and averages over the whole picture: points on a grid give the same as all of it and cost
a tenth. Fields are told apart line by line, so the strip keeps every line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from services.documents.film.filters import drained
from services.documents.film.inspection.passages import Spans
from services.documents.film.inspection.report import Passage, PassageKind, Scan
from services.documents.film.inspection.thresholds import Thresholds

_GRID_WIDTH = 480
_STRIP_WIDTH = 320
_EVEN_WITHIN = Fraction(1, 20)
"""Of the time from one picture to the next; and never less than the rounding of containers that count milliseconds."""
_ROUNDING = Fraction(2, 1000)
_UNEVEN_SHARE = 0.001
_UNEVEN_LEAST = 3
_MIXED = (0.1, 0.9)
"""Between these shares of interlaced pictures a film is neither the one nor the other."""


@dataclass(frozen=True)
class PictureMeasures:
    """What was seen. `end` in seconds from the film's beginning: where the last picture ends."""

    pictures: int
    begin: Fraction | None
    end: Fraction | None
    step: Fraction | None
    """Seconds from one picture to the next, most often."""
    varies: bool
    scan: Scan | None
    scan_written: Scan | None
    black: tuple[Passage, ...]
    frozen: tuple[Passage, ...]
    width: int
    height: int
    square_pixels: bool
    pixel_format: str
    full_range: bool


class PictureMeter:
    """Takes decoded pictures in their order."""

    def __init__(self, stream: VideoStream, thresholds: Thresholds, origin: Fraction) -> None:
        self._stream = stream
        self._origin = origin
        self._nominal = 1 / Fraction(stream.guessed_rate or 25)
        self._frozen_seconds = thresholds.frozen_seconds
        self._black = Spans(PassageKind.BLACK, thresholds.black_seconds)
        self._frozen = Spans(PassageKind.FROZEN, thresholds.frozen_seconds)
        self._graph: _PictureGraph | None = None
        self._first: VideoFrame | None = None
        self._begin: Fraction | None = None
        self._at: Fraction | None = None
        self._steps: Counter[Fraction] = Counter()
        self._fields: Counter[str] = Counter()
        self._pictures = 0
        self._flagged = 0

    @property
    def at(self) -> Fraction:
        """Seconds of the film that were seen."""
        return self._at or Fraction(0)

    def take(self, frame: VideoFrame) -> None:
        """The next picture."""
        at = self._time_of(frame)
        if self._graph is None or not self._graph.takes(frame) or at < self.at:
            at = self._begin_anew(at)
            self._graph = _PictureGraph(frame, self._stream, self._frozen_seconds)
        if self._at is not None:
            self._steps[at - self._at] += 1
        if self._first is None:
            self._first, self._begin = frame, at
        self._at = at
        self._pictures += 1
        self._flagged += frame.interlaced_frame
        self._read(self._graph, frame)

    def _begin_anew(self, at: Fraction) -> Fraction:
        """New filters, for pictures of another size or where the clock was set back; the time that it is then.

        They know nothing of what is still black or frozen, so that ends here.
        """
        self._finish_graph()
        if self._at is None:
            return at
        following = self._at + self._nominal
        self._black.close(following)
        self._frozen.close(following)
        if at > self._at:
            return at
        self._origin -= following - at
        return following

    def measures(self) -> PictureMeasures:
        """After the last picture."""
        self._finish_graph()
        step = self._usual_step()
        end = None if self._at is None else self._at + step
        first = self._first
        turned = first is not None and first.rotation % 180 != 0
        width, height = (first.width, first.height) if first else (self._stream.width, self._stream.height)
        return PictureMeasures(
            pictures=self._pictures,
            begin=self._begin,
            end=end,
            step=step if self._steps else None,
            varies=self._varies(step),
            scan=self._scan(),
            scan_written=self._scan_written(),
            black=self._black.passages(end),
            frozen=self._frozen.passages(end, without=self._black.all(end)),
            width=height if turned else width,
            height=width if turned else height,
            square_pixels=(self._stream.sample_aspect_ratio or 1) == 1,
            pixel_format=first.format.name if first else str(self._stream.pix_fmt or ""),
            full_range=first is not None and first.color_range == _FULL_RANGE,
        )

    def _time_of(self, frame: VideoFrame) -> Fraction:
        """Seconds from the film's beginning; a picture without a time follows the last by the usual step."""
        if frame.pts is not None and frame.time_base is not None:
            return frame.pts * frame.time_base - self._origin
        return Fraction(0) if self._at is None else self._at + self._nominal

    def _read(self, graph: _PictureGraph, frame: VideoFrame | None) -> None:
        for seen in graph.points(frame):
            told = seen.metadata
            if not told:
                continue
            self._black.read(told, "lavfi.black_start", "lavfi.black_end", self._origin)
            self._frozen.read(told, "lavfi.freezedetect.freeze_start", "lavfi.freezedetect.freeze_end", self._origin)
        graph.look_at_fields()

    def _finish_graph(self) -> None:
        if self._graph is None:
            return
        self._read(self._graph, None)
        self._fields.update(self._graph.fields())
        self._graph = None

    def _usual_step(self) -> Fraction:
        if not self._steps:
            return self._nominal
        return self._steps.most_common(1)[0][0]

    def _varies(self, step: Fraction) -> bool:
        allowed = max(step * _EVEN_WITHIN, _ROUNDING)
        uneven = sum(times for each, times in self._steps.items() if abs(each - step) > allowed)
        return uneven >= _UNEVEN_LEAST and uneven > self._pictures * _UNEVEN_SHARE

    def _scan(self) -> Scan | None:
        """By the pictures themselves where they tell, else by what the file says."""
        top, bottom, whole = (self._fields[name] for name in ("tff", "bff", "progressive"))
        told = top + bottom + whole
        if not told or told * 20 < self._pictures:
            return self._scan_written()
        share = (top + bottom) / told
        if share < _MIXED[0]:
            return Scan.PROGRESSIVE
        if share < _MIXED[1]:
            return Scan.MIXED
        return Scan.TOP_FIELD_FIRST if top >= bottom else Scan.BOTTOM_FIELD_FIRST

    def _scan_written(self) -> Scan | None:
        if not self._pictures:
            return None
        return Scan.TOP_FIELD_FIRST if self._flagged * 2 > self._pictures else Scan.PROGRESSIVE


_FULL_RANGE = 2
"""AVCOL_RANGE_JPEG."""


class _PictureGraph:
    """Filters for pictures of one size and format."""

    def __init__(self, frame: VideoFrame, stream: VideoStream, frozen_seconds: float) -> None:
        self._shape = (frame.width, frame.height, frame.format.name)
        graph = Graph()
        self._source = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=frame.time_base or stream.time_base,
        )
        split = graph.add("split")
        grid = graph.add("scale", f"w='min(iw,{_GRID_WIDTH})':h='max(2,trunc(ow*ih/iw/2)*2)':flags=neighbor")
        format_ = graph.add("format", "yuv420p")
        # Every black picture is told of; how long is long enough is asked of the spans.
        black = graph.add("blackdetect", "d=0:pic_th=0.98:pix_th=0.10")
        frozen = graph.add("freezedetect", f"n=-60dB:d={frozen_seconds}")
        self._points: FilterContext = graph.add("buffersink")
        strip = graph.add("crop", f"w='min(iw,{_STRIP_WIDTH})':h=ih")
        idet = graph.add("idet")
        self._strips: FilterContext = graph.add("buffersink")
        self._source.link_to(split)
        split.link_to(grid, 0)
        split.link_to(strip, 1)
        graph.link_nodes(grid, format_, black, frozen, self._points)
        graph.link_nodes(strip, idet, self._strips)
        graph.configure()
        self._graph = graph
        self._told: dict[str, str] = {}

    def takes(self, frame: VideoFrame) -> bool:
        """Whether a picture is of the size and format that the filters were made for."""
        return self._shape == (frame.width, frame.height, frame.format.name)

    def points(self, frame: VideoFrame | None) -> list[VideoFrame]:
        """Give a picture (None: there is no more) and get what comes out."""
        self._source.push(frame)
        return [seen for seen in drained(self._points) if isinstance(seen, VideoFrame)]

    def look_at_fields(self) -> None:
        """The counts go up with every picture: the last ones are the result."""
        for seen in drained(self._strips):
            self._told = seen.metadata

    def fields(self) -> dict[str, int]:
        """How many pictures are of fields, the top one first or the bottom one, or whole."""
        prefix = "lavfi.idet.multiple."
        return {name: round(float(self._told.get(prefix + name, 0))) for name in ("tff", "bff", "progressive")}
