"""Tables of papers: ruled, the header repeated on every page, text wrapped inside its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph

from services.documents.rendering.fonts import BOLD, REGULAR
from services.documents.rendering.text import printable

Side = Literal["left", "centre", "right"]
Cell = str | int

SIZE = 12.0
PADDING = 1.4 * mm
LEADING = 1.2
LONG_TEXT = 400
"""Characters of a cell that, in a narrow column, may need more than a page."""

_SIDES: dict[Side, tuple[str, Literal[0, 1, 2]]] = {
    "left": ("LEFT", TA_LEFT),
    "centre": ("CENTER", TA_CENTER),
    "right": ("RIGHT", TA_RIGHT),
}


@dataclass(frozen=True)
class Column:
    """One column: its head, its share of the width, and on which side its cells stand."""

    head: str
    width: float
    """Millimetres on a page of A4; the columns of a table share the width of the text in this proportion."""
    side: Side = "left"


@dataclass(frozen=True)
class Heading:
    """A row in bold across all columns, above the rows that belong to it."""

    text: str


Row = Sequence[Cell] | Heading


@dataclass(frozen=True)
class RuledTable:
    """Rows under their columns. `total` is a last row in bold; rows are at least `row_height` millimetres high."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Sequence[Cell] | None = None
    row_height: float = 0.0

    @property
    def plain_rows(self) -> list[Sequence[Cell]]:
        """The rows without the headings among them."""
        return [row for row in self.rows if not isinstance(row, Heading)]


def numbered(cells: Iterable[Sequence[Cell]]) -> list[Row]:
    """Rows with their number, from 1, in front."""
    return [[number, *each] for number, each in enumerate(cells, start=1)]


def table(content: RuledTable, width: float) -> LongTable:
    """The table over the whole `width` (points)."""
    widths = _widths(content.columns, width)
    body = [_any_row(row, content.columns, widths) for row in content.rows]
    if content.total is not None:
        body.append(_row(content.total, content.columns, widths, BOLD))
    heads = [_head(column) for column in content.columns]
    flowable = LongTable(
        [heads, *body],
        colWidths=widths,
        repeatRows=1,
        rowHeights=[None, *([None] * len(body))],
        minRowHeights=[0, *([content.row_height * mm] * len(body))],
        splitByRow=1,
        # Only where a row may be higher than a page: what people write may be long.
        splitInRow=int(_has_long_text(content)),
    )
    flowable.setStyle(_style(content))
    return flowable


def _has_long_text(content: RuledTable) -> bool:
    rows = (row for row in content.rows if not isinstance(row, Heading))
    return any(len(str(cell)) > LONG_TEXT for row in rows for cell in row)


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    share = width / sum(column.width for column in columns)
    return [column.width * share for column in columns]


def _head(column: Column) -> Paragraph:
    style = ParagraphStyle("head", fontName=BOLD, fontSize=SIZE, leading=SIZE * LEADING, alignment=TA_CENTER)
    return Paragraph(escape(column.head), style)


def _any_row(row: Row, columns: Sequence[Column], widths: list[float]) -> list[Any]:
    if not isinstance(row, Heading):
        return _row(row, columns, widths, REGULAR)
    style = ParagraphStyle("heading", fontName=BOLD, fontSize=SIZE, leading=SIZE * LEADING)
    return [Paragraph(escape(printable(row.text)), style), *([""] * (len(columns) - 1))]


def _row(row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[float], font: str) -> list[Any]:
    return [_cell(cell, column, width, font) for cell, column, width in zip(row, columns, widths, strict=True)]


def _cell(cell: Cell, column: Column, width: float, font: str) -> str | Paragraph:
    """Plain text where it fits on one line, which is much quicker than a paragraph that wraps."""
    text = printable(str(cell))
    if stringWidth(text, font, SIZE) <= width - 2 * PADDING:
        return text
    _, alignment = _SIDES[column.side]
    style = ParagraphStyle(
        "cell", fontName=font, fontSize=SIZE, leading=SIZE * LEADING, alignment=alignment, splitLongWords=1
    )
    return Paragraph(escape(text), style)


def _style(content: RuledTable) -> list[tuple[Any, ...]]:
    sides = [("ALIGN", (index, 1), (index, -1), _SIDES[column.side][0]) for index, column in enumerate(content.columns)]
    bold = [("FONTNAME", (0, -1), (-1, -1), BOLD)] if content.total is not None else []
    headings = [number for number, row in enumerate(content.rows, start=1) if isinstance(row, Heading)]
    across = [("SPAN", (0, number), (-1, number)) for number in headings]
    # A heading is not left alone at the foot of a page; where rows may be split, reportlab would split it in its place.
    kept = [] if _has_long_text(content) else [number for number in headings if number < len(content.rows)]
    together = [("NOSPLIT", (0, number), (0, number + 1)) for number in kept]
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("FONTSIZE", (0, 0), (-1, -1), SIZE),
        ("LEADING", (0, 0), (-1, -1), SIZE * LEADING),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        *sides,
        *bold,
        *across,
        *together,
    ]
