"""Documents made by python-docx, with its own template and the habits of its users."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from tests.documents.form_corpus.report_text import Line, blank_picture


def saved(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_it_comes(lines: Sequence[Line]) -> bytes:
    """Nobody set anything: Letter, Cambria 11, blue headings."""
    document = docx.Document()
    for line in lines:
        _add(document, line)
    return saved(document)


def set_right(lines: Sequence[Line], *, extras: bool = False) -> bytes:
    """Paper, margins and the Normal style set as asked; headings keep the look of the template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(15)
    normal.paragraph_format.line_spacing = Pt(20)
    normal.paragraph_format.space_after = Pt(6)
    for line in lines:
        _add(document, line)
    if extras:
        _add_extras(document)
    return saved(document)


def _add(document: Document, line: Line) -> None:
    if line.kind.startswith("h"):
        document.add_heading(line.written, level=int(line.kind[1]) + 1)
    elif line.kind == "picture":
        document.add_picture(blank_picture(), height=Mm(40))
    elif line.kind == "model":
        document.add_paragraph().add_run(line.text).bold = True
    else:
        document.add_paragraph(line.text)


def _add_extras(document: Document) -> None:
    """A table of figures and pictures, which do not count."""
    table = document.add_table(rows=5, cols=3, style="Table Grid")
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            cell.text = f"Số liệu {number}"
            cell.paragraphs[0].runs[0].font.size = Pt(12)
    for _ in range(6):
        document.add_picture(blank_picture(), height=Mm(200))
