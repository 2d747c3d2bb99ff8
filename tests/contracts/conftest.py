"""A product that has gone the whole path, one for each module of tests: what one asks does not meet another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.journey import Traces, sign_everybody_up, travel
from tests.contracts.world import Product, start


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product in one process over SQLite."""
    yield from start(tmp_path_factory.mktemp("product"))


@pytest.fixture(scope="module")
def traces(product: Product) -> Traces:
    """The product has gone the whole path, and somebody in every role can call it."""
    traces = travel(product)
    sign_everybody_up(product, traces)
    return traces
