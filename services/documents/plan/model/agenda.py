"""The usual agenda of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from services.documents.plan.shapes import Bounds, Code, Line
from services.documents.workflows.agenda import AgendaItemKind


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A line of the usual agenda, from which the first draft is made: what, who does it, how many minutes.

    `who` is printed; `unit` is the unit that it means, if any. `starts`: a fixed time on the conference's clock.
    """

    code: Code
    kind: AgendaItemKind
    title: Line
    who: Line | None = None
    unit: Code | None = None
    minutes: Annotated[int, Bounds(1, 600)]
    starts: time | None = None
