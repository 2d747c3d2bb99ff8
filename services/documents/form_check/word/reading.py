"""The paragraphs of a .docx in reading order, with what the checks and the estimate of pages need of each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.documents.form_check.facts import Form
from services.documents.form_check.word.package import MC, Element, W
from services.documents.form_check.word.styles import BODY_LEVEL, Properties, Styles

HINT_STYLE = "hoinghi hint"
"""Name of the style of the hints in our own templates, in small letters."""
_LAST_ASCII = 0x7F
_EAST_ASIAN = range(0x2E80, 0xFB00)
_EMU_OF_POINT = 12_700
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{MC}Fallback"}
_AROUND_BLOCKS = {
    f"{W}sdt",
    f"{W}sdtContent",
    f"{W}customXml",
    f"{W}ins",
    f"{W}moveTo",
    f"{MC}AlternateContent",
    f"{MC}Choice",
}
_DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
_PICTURES = {"blip", "chart", "imagedata"}
"""What draws them: a picture, a chart, and both as older programs write them."""
_WRITTEN = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True)
class Cell:
    """Where in its outermost table a paragraph stands, and how wide its own cell is (twips; 0: unknown)."""

    table: int
    row: int
    cell: int
    width: int
    style: str | None


@dataclass
class Block:
    """A paragraph as it stands in the file. `number` counts those with text from 1; an empty one has 0."""

    element: Element
    properties: Properties
    style: str
    cell: Cell | None
    text: str = ""
    number: int = 0
    forms: Counter[Form] = field(default_factory=Counter)
    accented: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    bold: int = 0
    hidden: int = 0
    pictures: float = 0.0
    """Height of its pictures, points."""
    pictured: int = 0
    """How many pictures, charts and embedded objects it holds, those over the text too."""
    page_breaks: int = 0
    mark: Properties = field(default_factory=dict)
    """How its end is set: the height of an empty paragraph."""

    @property
    def section(self) -> Element | None:
        """The section that ends with it."""
        return self.element.find(f"{W}pPr/{W}sectPr")

    @property
    def level(self) -> int | None:
        """Its outline level from 0; None for body text."""
        level = self.properties.get("level", BODY_LEVEL)
        return level if 0 <= level < BODY_LEVEL else None


class Reader:
    """Walks through one document. `blocks` gives its paragraphs; text boxes follow the paragraph that holds them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers = 0
        self._tables = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        """All paragraphs, also those of tables, content controls and text boxes."""
        yield from self._inside(body, None)

    def _inside(self, holder: Element, cell: Cell | None) -> Iterator[Block]:
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, cell)
            elif child.tag in _AROUND_BLOCKS:
                yield from self._inside(child, cell)

    def _table(self, table: Element, outer: Cell | None) -> Iterator[Block]:
        if outer is None:
            self._tables += 1
        style = _value(table.find(f"{W}tblPr/{W}tblStyle"))
        grid = [_number(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for row_number, row in enumerate(_children(table, f"{W}tr")):
            column = 0
            for cell_number, cell in enumerate(_children(row, f"{W}tc")):
                span = max(1, _number(_value(cell.find(f"{W}tcPr/{W}gridSpan"))))
                width = sum(grid[column : column + span])
                column += span
                # A table inside a cell takes its place there: only the outermost cells stand side by side.
                place = Cell(outer.table, outer.row, outer.cell, width, style) if outer else None
                yield from self._inside(cell, place or Cell(self._tables, row_number, cell_number, width, style))

    def _paragraph(self, element: Element, cell: Cell | None) -> Iterator[Block]:
        own = element.find(f"{W}pPr")
        style = _value(own.find(f"{W}pStyle")) if own is not None else None
        table_style = cell.style if cell else None
        block = Block(element, self._styles.paragraph(own, style), self._styles.name(style), cell)
        mark = own.find(f"{W}rPr") if own is not None else None
        block.mark = self._styles.run(mark, style, table_style)
        written: list[str] = []
        for run in _runs(element):
            properties = self._styles.run(run.find(f"{W}rPr"), style, table_style)
            _read_run(block, run, properties, written)
        block.text = unicodedata.normalize("NFC", " ".join("".join(written).split()))
        if block.text:
            self._numbers += 1
            block.number = self._numbers
        yield block
        for box in _boxes(element):
            yield from self._inside(box, cell)


def _read_run(block: Block, run: Element, properties: Properties, written: list[str]) -> None:
    for child in run:
        if child.tag == f"{W}t":
            text = child.text or ""
            if properties.get("vanish"):
                block.hidden += len(text)
            else:
                written.append(text)
                _weigh(block, text, properties)
        elif child.tag == f"{W}br" and child.get(f"{W}type") == "page":
            block.page_breaks += 1
        elif child.tag in _WRITTEN:
            written.append(_WRITTEN[child.tag])
        elif child.tag in _DRAWINGS or child.tag == f"{MC}AlternateContent":
            block.pictures = max(block.pictures, _height(child))
            block.pictured += _shows_picture(child)


def _weigh(block: Block, text: str, properties: Properties) -> None:
    """Count letters and signs by their font: what has no accent is set in `ascii`, everything else in `hAnsi`."""
    letters = "".join(text.split())
    plain = sum(ord(letter) <= _LAST_ASCII for letter in letters)
    accented = len(letters) - plain - sum(ord(letter) in _EAST_ASIAN for letter in letters)
    size = properties["sz"] / 2
    for share, slot, fonts in ((plain, "ascii", block.plain), (accented, "hAnsi", block.accented)):
        if share:
            block.forms[properties[slot], size] += share
            fonts[properties[slot]] += share
    if properties.get("b"):
        block.bold += plain + accented


def _runs(holder: Element) -> Iterator[Element]:
    """The runs of a paragraph, through links, fields and accepted insertions; not those of boxes inside a run."""
    for child in holder:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _runs(child)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes of a paragraph; the copy that Word keeps for older programs (`Fallback`) is not another one."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = {each.tag for each in box.iterancestors() if each.tag in {f"{MC}Fallback", f"{W}txbxContent"}}
        if not above and next(box.iterancestors(f"{W}p")) is paragraph:
            yield box


def _children(holder: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where a content control or an insertion stands around them."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _children(child, tag)


def _shows_picture(drawing: Element) -> bool:
    """Whether it is more than lines and text boxes, whose text is read."""
    return any(each.tag.rpartition("}")[2] in _PICTURES for each in drawing.iter("{*}*"))


def _height(drawing: Element) -> float:
    """Points; 0 for what is drawn over the text or says no height."""
    for extent in drawing.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"):
        if extent.getparent().tag.endswith("}inline"):
            return _number(extent.get("cy")) / _EMU_OF_POINT
    return 0.0


def _value(element: Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _number(value: str | None) -> int:
    try:
        return int(float(value)) if value is not None else 0
    except (ValueError, OverflowError):
        return 0
