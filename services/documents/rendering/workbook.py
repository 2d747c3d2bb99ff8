"""Lists as .xlsx: the same columns, rows and words as on paper, ready to be printed and to be worked on.

No cell is ever a formula: a name such as `=1+1` stays the text it is, also when the file is saved as CSV and opened
again. Unlike papers, a workbook carries the time at which it was saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.documents.rendering.list_paper import ListPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.table import Cell, Column, Heading
from services.documents.rendering.table import Side as CellSide
from services.documents.rendering.text import printable

FONT = "Times New Roman"
A4 = 9
"""Number of the paper size in Office Open XML."""

_MILLIMETRES_A_LETTER = 2.0
_POINTS_A_MILLIMETRE = 72 / 25.4
_MILLIMETRES_AN_INCH = 25.4
_LINE_HEIGHT = 17.0
_FORMULA_SIGNS = ("=", "+", "-", "@")
_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SIDES: dict[CellSide, str] = {"left": "left", "centre": "center", "right": "right"}


def render_workbook(paper: ListPaper, profile: FormatProfile) -> bytes:
    """The list as a workbook of one sheet: A4, its head frozen on the screen and repeated on every page."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Danh sách"
    head = _write_title(sheet, paper)
    _write_table(sheet, paper, head)
    _set_up_printing(sheet, paper, profile, head)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _write_title(sheet: Worksheet, paper: ListPaper) -> int:
    """Who issues it, title and notes, each across all columns; answers the row of the table's head."""
    lines = [
        (" – ".join(name.upper() for name in (paper.conference.host_parent, paper.conference.host) if name), 12, True),
        (paper.title, 14, True),
        (paper.about, 13, True),
        *((note, 12, False) for note in paper.notes),
    ]
    for row, (text, size, bold) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(paper.columns))
        cell = _write(sheet, row, 1, text)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=not bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return len(lines) + 2


def _write_table(sheet: Worksheet, paper: ListPaper, head: int) -> None:
    for number, column in enumerate(paper.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width / _MILLIMETRES_A_LETTER
        cell = _framed(sheet, head, number, column.head, Column(column.head, column.width, "centre"))
        cell.font = Font(name=FONT, size=12, bold=True)
        cell.fill = PatternFill("solid", fgColor="F0ECE4")
    for row, cells in enumerate(paper.all_rows, start=head + 1):
        if isinstance(cells, Heading):
            _write_heading(sheet, row, cells.text, len(paper.columns))
            continue
        for number, (text, column) in enumerate(zip(cells, paper.columns, strict=True), start=1):
            _framed(sheet, row, number, text, column)
        sheet.row_dimensions[row].height = _row_height(cells, paper)
    closing = _write(sheet, head + len(paper.all_rows) + 2, 2, paper.closing)
    closing.font = Font(name=FONT, size=12, italic=True)


def _write_heading(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    for number in range(1, columns + 1):
        sheet.cell(row, number).border = _FRAME
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    cell = _write(sheet, row, 1, text)
    cell.font = Font(name=FONT, size=12, bold=True)


def _row_height(cells: Sequence[Cell], paper: ListPaper) -> float:
    """Room for the most lines that a cell of the row takes: not every program finds that out by itself."""
    letters = [column.width / _MILLIMETRES_A_LETTER for column in paper.columns]
    lines = max(1 + int(len(str(cell)) / width) for cell, width in zip(cells, letters, strict=True))
    return max(paper.row_height * _POINTS_A_MILLIMETRE, lines * _LINE_HEIGHT)


def _framed(sheet: Worksheet, row: int, column: int, text: Cell, form: Column) -> WorkbookCell:
    cell = _write(sheet, row, column, text)
    cell.font = Font(name=FONT, size=12)
    cell.border = _FRAME
    cell.alignment = Alignment(horizontal=_SIDES[form.side], vertical="center", wrap_text=True)
    return cell


def _write(sheet: Worksheet, row: int, column: int, text: Cell) -> WorkbookCell:
    """Write a number as a number, and text as text whatever it looks like."""
    cell = sheet.cell(row, column)
    if isinstance(text, int):
        cell.value = text
        return cell
    cell.value = printable(text)
    cell.data_type = "s"
    cell.number_format = "@"
    if cell.value.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True
    return cell


def _set_up_printing(sheet: Worksheet, paper: ListPaper, profile: FormatProfile, head: int) -> None:
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if paper.on_its_side else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = profile.margins
    sheet.page_margins.top = margins.top / _MILLIMETRES_AN_INCH
    sheet.page_margins.bottom = margins.bottom / _MILLIMETRES_AN_INCH
    sheet.page_margins.left = margins.left / _MILLIMETRES_AN_INCH
    sheet.page_margins.right = margins.right / _MILLIMETRES_AN_INCH
    sheet.oddHeader.center.text = "&P"
