"""Films made for tests: small, short, and wrong in exactly the way that is asked for.

Pictures and sound come of FFmpeg's own sources, so nothing is stored and nothing is drawn in Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.frame import Frame

from services.documents.film.filters import added, drained

SOUND_RATE = 48_000
_SINE_LEVEL = -18.0618
"""Decibels of full scale: the sine source has an amplitude of 1/8."""


LOSSLESS = {"crf": "0"}


@dataclass(frozen=True)
class Recipe:
    """What a film is. `pictures` and `sound` are filters after the source, in the words of FFmpeg.

    A stereo sine of 1 kHz with a peak of −23 dBFS has −23 LUFS (EBU Tech 3341, case 1).
    """

    seconds: float = 6.0
    size: tuple[int, int] = (320, 180)
    rate: Fraction = Fraction(25)
    pictures: tuple[str, ...] = ()
    lufs: float | None = -23.0
    """None: no track of sound."""
    sound: tuple[str, ...] = ()
    sound_seconds: float | None = None
    channels: int = 2
    mono_tracks: int = 0
    """Instead of one track."""
    sound_rate: int = SOUND_RATE
    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    options: Mapping[str, str] = field(default_factory=dict)
    container: Mapping[str, str] = field(default_factory=dict)
    sound_codec: str = "aac"
    time_base: Fraction | None = None
    source: str | None = None
    """Of pictures; else smooth shapes that move."""


def make(path: Path, recipe: Recipe = Recipe()) -> Path:
    """Write the film and give its path."""
    with av.open(str(path), "w", options=dict(recipe.container)) as output:
        pictures = _picture_stream(output, recipe)
        form = (f"format={recipe.pixel_format}",)
        feeds = [(pictures, _frames(_source(recipe), recipe.pictures, form, "buffersink"))]
        feeds += [
            (track, _frames(_sine(recipe), recipe.sound, _sound_form(track, recipe), "abuffersink"))
            for track in _sound_streams(output, recipe)
        ]
        _write(output, feeds)
    return path


def _write(output: Any, feeds: list[tuple[Any, Iterator[Any]]]) -> None:
    """By turns, the earliest first: containers want pictures and sound side by side."""
    waiting = {number: frame for number, (_, frames) in enumerate(feeds) if (frame := next(frames, None)) is not None}
    while waiting:
        number = min(waiting, key=lambda each: waiting[each].time)
        stream, frames = feeds[number]
        if isinstance(waiting[number], av.VideoFrame):
            waiting[number].pict_type = 0
        output.mux(stream.encode(waiting[number]))
        following = next(frames, None)
        if following is None:
            output.mux(stream.encode(None))
            del waiting[number]
        else:
            waiting[number] = following


def _picture_stream(output: Any, recipe: Recipe) -> Any:
    quick = {"preset": "ultrafast", "crf": "18"} if recipe.codec == "libx264" else {}
    stream = output.add_stream(recipe.codec, rate=recipe.rate, options={**quick, **recipe.options})
    stream.width, stream.height = recipe.size
    stream.pix_fmt = recipe.pixel_format
    if recipe.time_base is not None:
        stream.codec_context.time_base = recipe.time_base
    return stream


def _sound_streams(output: Any, recipe: Recipe) -> list[Any]:
    if recipe.lufs is None:
        return []
    streams = []
    for _ in range(recipe.mono_tracks or 1):
        stream = output.add_stream(recipe.sound_codec, rate=recipe.sound_rate)
        stream.layout = "mono" if recipe.mono_tracks else _layout(recipe.channels)
        if recipe.sound_codec == "aac":
            stream.bit_rate = 192_000
        streams.append(stream)
    return streams


def _layout(channels: int) -> str:
    return {1: "mono", 2: "stereo", 6: "5.1"}[channels]


def _source(recipe: Recipe) -> str:
    """Small and enlarged: without lines that could be taken for fields."""
    if recipe.source is not None:
        return recipe.source
    return f"testsrc2=size=160x90:rate={recipe.rate}:duration={recipe.seconds}"


def _sine(recipe: Recipe) -> str:
    seconds = recipe.sound_seconds or recipe.seconds
    return f"sine=frequency=1000:sample_rate={recipe.sound_rate}:samples_per_frame=480:duration={seconds}"


def _sound_form(track: Any, recipe: Recipe) -> tuple[str, ...]:
    gain = (recipe.lufs or 0) - _SINE_LEVEL
    # Copies of the one channel: mixing would change its level.
    copies = "|".join(f"c{number}=c0" for number in range(track.layout.nb_channels))
    samples = track.codec_context.frame_size or 1024
    return (
        f"volume={gain}dB:precision=double",
        f"pan={track.layout.name}|{copies}",
        f"aformat=sample_fmts={track.codec_context.format.name}",
        f"asetnsamples={samples}:p=0",
    )


def _frames(source: str, wanted: tuple[str, ...], form: tuple[str, ...], sink: str) -> Iterator[Frame]:
    graph = Graph()
    chain: list[FilterContext] = [added(graph, each) for each in (source, *wanted, *form)]
    end = graph.add(sink)
    graph.link_nodes(*chain, end).configure()
    yield from drained(end)


def black(begin: float, end: float) -> str:
    """Pictures from the one time up to the other are black."""
    return f"drawbox=w=iw:h=ih:color=black:t=fill:enable='gte(t,{begin})*lt(t,{end})'"


def frozen(picture: int, more: int) -> str:
    """A picture (from 0) is shown so many times more; the film becomes longer by them.

    To be exactly the same after encoding it needs `LOSSLESS`.
    """
    return f"loop=loop={more}:size=1:start={picture + 1}"


def silent(begin: float, end: float) -> str:
    """No sound from the one time up to the other, to 10 ms."""
    return f"volume=0:enable='gte(t,{begin})*lt(t,{end})'"


def fields(first: str = "top") -> tuple[str, ...]:
    """Of twice as many pictures as the film has: each gives one field. `first`: top or bottom."""
    kept = "eq(mod(n,4),0)+eq(mod(n,4),3)" if first == "top" else "eq(mod(n,4),1)+eq(mod(n,4),2)"
    return ("separatefields", f"select='{kept}'", f"weave=first_field={first}", f"setfield={first[0]}ff")


def enlarged(width: int, height: int) -> str:
    """To the size of the film."""
    return f"scale={width}:{height}:flags=bilinear"
