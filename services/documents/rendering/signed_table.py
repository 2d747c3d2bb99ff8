"""A table with what is signed under it: no signature stands on a page without a row of what is signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

_ROWS_WITH_THE_FOOT = 2
_MOST_WITH_THE_FOOT = 60 * mm
"""Rows so high that they might not fit on a page with the foot do not stay with it."""


class SignedTable(Flowable):
    """The table goes on over pages; its last rows stay with the foot, under the repeated head."""

    def __init__(self, table: Table, foot: Sequence[Flowable]) -> None:
        super().__init__()
        self._table = table
        self._foot = foot

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """All of it, whatever room there is."""
        self._table_height = self._table.wrap(available_width, available_height)[1]
        self._foot_heights = [part.wrap(available_width, available_height)[1] for part in self._foot]
        self.width, self.height = available_width, self._table_height + sum(self._foot_heights)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """As many rows as fit, and the rest with the foot; nothing where only the last ones would fit."""
        self.wrap(available_width, available_height)
        kept = self._kept_with_the_foot
        parts: list[Any] = self._table.split(available_width, min(available_height, self._table_height - kept))
        if not parts:
            return []
        before, *rest = parts
        return [before, SignedTable(rest[0], self._foot)] if rest else [before, *self._foot]

    def draw(self) -> None:
        """From the top."""
        top = self.height - self._table_height
        self._table.drawOn(self.canv, 0, top)
        for part, height in zip(self._foot, self._foot_heights, strict=True):
            top -= height
            part.drawOn(self.canv, 0, top)

    @property
    def _kept_with_the_foot(self) -> float:
        """How high the rows are that stay with the foot."""
        heights: list[float] = vars(self._table)["_rowHeights"][-_ROWS_WITH_THE_FOOT:]
        return sum(heights) if sum(heights) <= _MOST_WITH_THE_FOOT else 0.0
