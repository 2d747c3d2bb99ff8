"""An estimate of how a .docx fills its pages. Only Word knows; figures stored in the file are often wrong.

Words are laid into lines by the widths of Times, lines and gaps are added up, page by page. Not looked at: columns,
footnotes, floating pictures, hyphenation, what keeps paragraphs together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.documents.form_check.word.reading import Block
from services.documents.form_check.word.sheets import Measures
from services.documents.form_check.word.styles import Properties
from services.documents.form_check.word.widths import BOLD, SPACE, factor, word_width

NATURAL_LEADING = 1.15
"""Single spacing of Times New Roman, of its size."""
_CELL_PADDING = 10.8
"""Points; Word leaves 1.9 mm at both sides of a cell."""
_FULL_LINE = 240
_SMALLEST_SIZE, _NARROWEST = 1.0, 20.0
_HIGHEST = 1_000_000.0
"""Points; a file may say any number."""


def height_of(block: Block, line: float, *, pictures: bool) -> float:
    """The height of a paragraph on lines of such a width, points."""
    size = _size(block)
    gaps = float(block.properties.get("before", 0) + block.properties.get("after", 0)) / 20
    height = _lines(block, line, size) * _leading(block, size) + gaps
    return height + (block.pictures if pictures else 0.0)


def _size(block: Block) -> float:
    if block.forms:
        return max(block.forms.most_common(1)[0][0][1], _SMALLEST_SIZE)
    return float(max(block.mark.get("sz", 20) / 2, _SMALLEST_SIZE))


def _leading(block: Block, size: float) -> float:
    amount = float(block.properties.get("line", _FULL_LINE))
    rule = block.properties.get("rule", "auto")
    natural = size * NATURAL_LEADING
    if rule == "exact":
        return max(amount / 20, _SMALLEST_SIZE)
    return max(natural, amount / 20) if rule == "atLeast" else natural * max(amount, 1) / _FULL_LINE


def _lines(block: Block, line: float, size: float) -> int:
    """How many lines the words take, each filled as far as it goes."""
    properties = block.properties
    indent = _either(properties, "left", "start") + _either(properties, "right", "end")
    first = float(properties.get("firstLine", 0)) - float(properties.get("hanging", 0))
    scale = size / 1000 * _factor(block)
    room = max(line - indent / 20, _NARROWEST) / scale
    used = max(first / 20 / scale, 0.0)
    lines = 1
    for word in block.text.split():
        width = word_width(word)
        if used and used + width > room:
            lines += 1
            used = 0.0
        used += width + SPACE
    return lines


def _either(properties: Properties, name: str, other: str) -> float:
    return float(properties.get(name) or properties.get(other) or 0)


def _factor(block: Block) -> float:
    letters = sum(block.forms.values())
    if not letters:
        return 1.0
    bold = BOLD if block.bold * 2 > letters else 1.0
    return bold * factor(block.forms.most_common(1)[0][0][0])


@dataclass
class Pages:
    """Pages that fill. `total` is how many, the last one by its share."""

    pictures: bool
    """Whether pictures take room that counts."""
    done: float = 0.0
    filled: float = 0.0
    column: float = 1.0
    _row: tuple[int, int] | None = None
    _cells: dict[int, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Full pages and the share of the one begun."""
        return self.done + min(self.filled / self.column, 1.0) + self._row_height() / self.column

    def section(self, measures: Measures) -> None:
        """Another section begins; `nextPage` begins a page."""
        self._close_row()
        if measures.starts_page:
            self.break_page()
        elif self.filled:
            self.filled *= measures.column / self.column
        self.column = measures.column

    def break_page(self) -> None:
        """Somebody said that the page ends here."""
        self._close_row()
        if self.filled:
            self.done += 1
            self.filled = 0.0

    def add(self, block: Block, measures: Measures) -> float:
        """Lay a paragraph; its height as a share of a page."""
        cell = block.cell
        if cell is None:
            self._close_row()
            if block.properties.get("pageBreakBefore"):
                self.break_page()
            height = height_of(block, measures.line, pictures=self.pictures)
            self._fill(height)
        else:
            width = cell.width / 20 - _CELL_PADDING if cell.width else measures.line / 3
            height = height_of(block, width, pictures=self.pictures)
            if self._row != (cell.table, cell.row):
                self._close_row()
                self._row = (cell.table, cell.row)
            self._cells[cell.cell] = self._cells.get(cell.cell, 0.0) + height
        for _ in range(block.page_breaks):
            self.break_page()
        return height / self.column

    def _row_height(self) -> float:
        return max(self._cells.values(), default=0.0)

    def _close_row(self) -> None:
        height, self._row, self._cells = self._row_height(), None, {}
        self._fill(height)

    def _fill(self, height: float) -> None:
        """What does not fit goes on over the next pages; space at the foot of a page is part of a line at most."""
        self.filled += min(height, _HIGHEST)
        if self.filled > self.column:
            full = int(self.filled // self.column)
            self.done += full
            self.filled -= full * self.column
