"""Requests that are held back, so that a test says what comes first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from tests.e2e.visiting import wait_on


class Held:
    """Requests of a browser for an address: none is answered until the test lets it go on."""

    def __init__(self, page: Page, method: str) -> None:
        self._page = page
        self._method = method
        self._asked: list[Route] = []

    def hold(self, route: Route) -> None:
        """Keep a request, if it is one of those."""
        if route.request.method == self._method:
            self._asked.append(route)
        else:
            route.continue_()

    def asked(self) -> Route:
        """The next request; waits for it."""
        wait_on(self._page, lambda: self._asked)
        return self._asked.pop(0)


@contextmanager
def holding(page: Page, address: str, method: str = "GET") -> Iterator[Held]:
    """Hold back what any tab of this page's browser asks for."""
    held = Held(page, method)
    page.context.route(address, held.hold)
    try:
        yield held
    finally:
        page.context.unroute(address)
