"""One thing that waits for a person, and where it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for


@dataclass(frozen=True)
class Task:
    """One thing to do. `due` is a date or moment as services write it; `tone` one of good, warn, bad, calm."""

    title: str
    action: str
    url: str
    detail: str = ""
    due: str | None = None
    tone: str = "calm"
    timezone: str | None = None
    """The clock by which `due` is counted in days; None for the usual one."""


Conference = Mapping[str, Any]
"""As the services show it."""
Source = Callable[[Conference], Iterator[Task]]


def page_url(endpoint: str, **values: Any) -> str:
    """The address of a page; the start page where there is no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else url_for("home.show")
