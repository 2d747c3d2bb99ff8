"""Nominations for the medal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from services.documents.plan.shapes import Bounds, Line


@dataclass(frozen=True, kw_only=True)
class MedalRule:
    """What nominations for the medal (Kỷ niệm chương) are measured by; outside it a warning, a person decides.

    `years_least`: years of service in the field. Nominations are asked for by the end of `closes`.
    """

    name: Line
    years_least: Annotated[int, Bounds(0, 60)]
    closes: date | None = None
    source: Line | None = None
