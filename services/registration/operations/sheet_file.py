"""A spreadsheet (.xlsx) from outside, opened with care.

An .xlsx is a zip of XML. Sizes are read from the zip's directory before anything is unpacked, document type
declarations are refused, and no more rows and columns are read than a list of delegates has.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

from chassis.web.problems import Problem
from services.registration.problems import (
    SHEET_ENCRYPTED,
    SHEET_NOT_XLSX,
    SHEET_OLD_FORMAT,
    SHEET_TOO_LARGE,
    SHEET_UNREADABLE,
)

MOST_ROWS = 5_000
MOST_COLUMNS = 12
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
_PROLOG = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls begins, and an .xlsx under a password."""
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class SheetCell:
    """A cell's value; `formula` and `error` say that it is none."""

    value: Any
    formula: bool = False
    error: bool = False


Line = tuple[int, tuple[SheetCell, ...]]
"""A row by its number in the file."""


def require_xlsx(content: bytes) -> None:
    """Refuse what is no .xlsx, or one that would not fit into memory: raises `Problem`. Nothing is unpacked."""
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content[: 1024 * 1024]
        raise Problem(SHEET_ENCRYPTED if encrypted else SHEET_OLD_FORMAT)
    with _archive(content) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Problem(SHEET_TOO_LARGE, rows=MOST_ROWS)
        if any(part.flag_bits & 1 for part in parts):
            raise Problem(SHEET_ENCRYPTED)
        if _WORKBOOK not in archive.namelist():
            raise Problem(SHEET_NOT_XLSX)


def lines_of(content: bytes) -> Iterator[Line]:
    """The rows of the first sheet that have something in them. Raises `Problem`, also in the middle of reading."""
    require_xlsx(content)
    _refuse_declarations(content)
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        # What the file says of its own size is not to be believed.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 200, max_col=MOST_COLUMNS), start=1):
            line = tuple(_cell(cell) for cell in cells)
            if any(cell.value not in (None, "") for cell in line):
                yield number, line
    except Problem:
        raise
    except Exception as error:
        # openpyxl raises whatever a broken file makes it stumble over.
        raise Problem(SHEET_UNREADABLE) from error


def _cell(cell: Any) -> SheetCell:
    kind = getattr(cell, "data_type", "n")
    return SheetCell(cell.value, formula=kind == "f", error=kind == "e")


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Problem(SHEET_NOT_XLSX) from None


def _refuse_declarations(content: bytes) -> None:
    with _archive(content) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                try:
                    with archive.open(part) as file:
                        prolog = file.read(_PROLOG)
                except Exception as error:
                    raise Problem(SHEET_UNREADABLE) from error
                if declares_a_type(prolog):
                    raise Problem(SHEET_UNREADABLE)


def declares_a_type(prolog: bytes) -> bool:
    """Whether XML has a document type: entities come by it, and a spreadsheet never has one."""
    found = False

    def doctype(*_: object) -> None:
        nonlocal found
        found = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(prolog, False)
    except expat.ExpatError:
        return found
    return found
