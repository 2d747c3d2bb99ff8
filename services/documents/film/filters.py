"""Filters, and what comes out of them."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.frame import Frame


def drained(sink: FilterContext) -> Iterator[Frame]:
    """All that is ready."""
    while True:
        try:
            yield sink.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def added(graph: Graph, chain: str) -> FilterContext:
    """One filter as it is written in a chain: `scale=1280:720`."""
    name, _, arguments = chain.partition("=")
    return graph.add(name, arguments or None)
