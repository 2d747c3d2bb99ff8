"""The first filter of sound: one track as it is, or two mono tracks as left and right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext
from av.frame import Frame

from services.documents.film.filters import added, drained


class SoundGraph:
    """Filters for the tracks that are heard together, of the rate and format of their first pieces."""

    def __init__(self, firsts: Sequence[AudioFrame], filters: Sequence[str]) -> None:
        graph = Graph()
        self._sources = [
            graph.add_abuffer(
                sample_rate=first.sample_rate,
                format=first.format.name,
                layout=first.layout.name,
                time_base=first.time_base or Fraction(1, first.sample_rate),
            )
            for first in firsts
        ]
        chain = [added(graph, each) for each in filters]
        heads = [_placed(graph, source, first) for source, first in zip(self._sources, firsts, strict=True)]
        head = heads[0]
        if len(heads) > 1:
            head = graph.add("join", f"inputs={len(heads)}:channel_layout=stereo")
            for number, each in enumerate(heads):
                each.link_to(head, 0, number)
        self._sink = graph.add("abuffersink")
        self._graph = graph.link_nodes(head, *chain, self._sink)
        self._graph.configure()

    def push(self, track: int, frame: AudioFrame | None) -> Iterator[Frame]:
        """The next piece of a track (None: there is no more), and what comes out."""
        self._sources[track].push(frame)
        return drained(self._sink)


class Tracks:
    """Waits for the first piece of every track, then lets all through the filters."""

    def __init__(self, tracks: int, filters: Sequence[str]) -> None:
        self._tracks = tracks
        self._filters = filters
        self._waiting: dict[int, list[AudioFrame]] = {}
        self._graph: SoundGraph | None = None

    def take(self, track: int, frame: AudioFrame) -> Iterator[Frame]:
        """The next piece of a track, and what comes out."""
        if self._graph is not None:
            yield from self._graph.push(track, frame)
            return
        self._waiting.setdefault(track, []).append(frame)
        if len(self._waiting) == self._tracks:
            self._graph = SoundGraph([self._waiting[each][0] for each in range(self._tracks)], self._filters)
            for each, frames in self._waiting.items():
                for waiting in frames:
                    yield from self._graph.push(each, waiting)
            self._waiting.clear()

    def finish(self) -> Iterator[Frame]:
        """There is no more."""
        for track in range(self._tracks if self._graph is not None else 0):
            if self._graph is not None:
                yield from self._graph.push(track, None)


_USUAL_PLACES = {1: "mono", 2: "stereo"}


def _placed(graph: Graph, source: FilterContext, first: AudioFrame) -> FilterContext:
    """Uncompressed sound does not say where its channels are."""
    places = _USUAL_PLACES.get(first.layout.nb_channels)
    if places is None:
        return source
    placed = graph.add("aformat", f"channel_layouts={places}")
    source.link_to(placed)
    return placed
