"""A PDF as facts: sheets with what its text leaves of margins, and paragraphs made of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from services.documents.form_check.facts import Facts, Paragraph, Sheet
from services.documents.form_check.folding import folded, numbered
from services.documents.form_check.kinds import PDF
from services.documents.form_check.pdf.boxes import POINTS_OF_MM, Box, boxes
from services.documents.form_check.pdf.lines import Line, lines_of
from services.documents.form_check.refusal import CannotCheck

MOST_LETTERS = 400_000
"""Of all pages together: about 130 pages. What is longer is read no further."""
MOST_LETTERS_OF_PAGE = 40_000
_FEW_WORDS = 15
_FULL_LINES = 10
_REPEATED = 3
_EDGE = 0.12
"""The part of a page at its head and foot where running lines and page numbers stand."""
_INDENT = 8.0
_SHORT = 0.88
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_QUOTE = 60


def read_pdf(path: Path) -> Facts:
    """Read a PDF. Raises `CannotCheck`."""
    frames = boxes(path)
    facts = Facts(PDF)
    pages, pictured = _read_pages(path, frames, facts)
    running = _running_lines(pages, frames)
    for number, (frame, lines) in enumerate(zip(frames, pages, strict=True), start=1):
        kept = [line for line in lines if not _runs(line, frame, running)]
        facts.sheets.append(_sheet(number, frame, kept))
        facts.paragraphs.extend(_paragraphs(number, frame, kept))
        if number in pictured and sum(len(line.text.split()) for line in kept) <= _FEW_WORDS:
            facts.picture_pages.add(number)
    for number, paragraph in enumerate(facts.paragraphs, start=1):
        paragraph.number = number
    _tell_scan(facts, pages, pictured)
    facts.pictures = [] if facts.recognised else sorted(pictured)
    return facts


def _read_pages(path: Path, frames: Sequence[Box], facts: Facts) -> tuple[list[list[Line]], set[int]]:
    """The lines of each page, and the pages with pictures."""
    pages: list[list[Line]] = []
    pictured: set[int] = set()
    left = MOST_LETTERS
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as broken:
        raise CannotCheck("broken", PDF) from broken
    try:
        for number, frame in enumerate(frames, start=1):
            most = min(left, MOST_LETTERS_OF_PAGE)
            lines, pictures = _read_page(document, number, frame, most) if most else ([], False)
            left = max(0, left - sum(len(line.text) for line in lines))
            facts.pages_read = facts.pages_read or (0 if left else number)
            pages.append(lines)
            if pictures:
                pictured.add(number)
    finally:
        document.close()
    facts.pages_read = facts.pages_read if facts.pages_read < len(frames) else 0
    return pages, pictured


def _read_page(document: pypdfium2.PdfDocument, number: int, frame: Box, most: int) -> tuple[list[Line], bool]:
    """A page that cannot be read has no lines."""
    try:
        page = document[number - 1]
        text = page.get_textpage()
    except (pypdfium2.PdfiumError, IndexError):
        return [], False
    lines = lines_of(text.raw, frame, most)
    pictures = any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, place)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for place in range(min(pdfium.FPDFPage_CountObjects(page.raw), 50))
    )
    text.close()
    page.close()
    return lines, pictures


def _tell_scan(facts: Facts, pages: Sequence[Sequence[Line]], pictured: set[int]) -> None:
    letters = sum(sum(line.forms.values()) for page in pages for line in page)
    unseen = sum(line.unseen for page in pages for line in page)
    facts.recognised = letters > 0 and unseen * 2 > letters
    few = letters < 30 * max(len(pages), 1)
    facts.scan = few and len(pictured) * 2 >= len(pages)
    if facts.scan:
        facts.picture_pages.clear()


def _running_lines(pages: Sequence[Sequence[Line]], frames: Sequence[Box]) -> set[str]:
    """Lines at the edge of pages that come again and again, their digits aside."""
    seen = Counter(
        _without_digits(line.text)
        for lines, frame in zip(pages, frames, strict=True)
        for line in lines
        if _at_edge(line, frame)
    )
    return {text for text, count in seen.items() if count >= _REPEATED and text}


def _runs(line: Line, frame: Box, running: set[str]) -> bool:
    """Whether a line is a page number or a running head."""
    return _at_edge(line, frame) and (bool(_PAGE_NUMBER.match(line.text)) or _without_digits(line.text) in running)


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "", folded(text))


def _at_edge(line: Line, frame: Box) -> bool:
    height = frame.size[1] * POINTS_OF_MM
    return line.bottom > height * (1 - _EDGE) or line.top < height * _EDGE


def _sheet(number: int, frame: Box, lines: Sequence[Line]) -> Sheet:
    width, height = frame.size
    margins = None
    if lines:
        margins = {
            "top": height - max(line.top for line in lines) / POINTS_OF_MM,
            "bottom": min(line.bottom for line in lines) / POINTS_OF_MM,
            "left": min(line.left for line in lines) / POINTS_OF_MM,
            "right": width - max(line.right for line in lines) / POINTS_OF_MM,
        }
    quote = lines[0].text[:_QUOTE] if lines else ""
    return Sheet("page", number, width, height, margins, quote, full=len(lines) >= _FULL_LINES, exact=False)


def _paragraphs(page: int, frame: Box, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Lines put together: a paragraph ends with a short line, and begins with an indent, a number or a wider gap."""
    if not lines:
        return
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    leading = _leading(lines)
    held: list[Line] = []
    for line in lines:
        if held and _begins(held[-1], line, left, right, leading):
            yield _paragraph(page, frame, held, leading)
            held = []
        held.append(line)
    yield _paragraph(page, frame, held, leading)


def _begins(before: Line, line: Line, left: float, right: float, leading: float) -> bool:
    short = before.right - left < (right - left) * _SHORT
    indented = line.left > left + _INDENT and abs(line.left - before.left) > _INDENT / 2
    gap = before.bottom - line.bottom > leading * 1.6 or line.bottom > before.top
    listed = line.text[:1] in "-–•+" and line.left > left + 1
    weight = (line.bold * 2 > len(line.text)) != (before.bold * 2 > len(before.text))
    return short or indented or gap or weight or listed or bool(numbered(line.text)[0])


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, points."""
    steps = [one.bottom - other.bottom for one, other in pairwise(lines)]
    usual = [step for step in steps if 4 < step < 60]
    return median(usual) if usual else 1.2 * max(lines[0].size, 10)


def _paragraph(page: int, frame: Box, lines: Sequence[Line], leading: float) -> Paragraph:
    height = frame.size[1] * POINTS_OF_MM
    column = max(height - 40 * POINTS_OF_MM, 1.0)
    text = " ".join(line.text for line in lines)
    paragraph = Paragraph(
        number=0,
        text=text,
        page=page,
        starts=page - max(lines[0].top, 0) / height,
        ends=page - max(lines[-1].bottom, 0) / height,
        height=len(lines) * leading / column,
        bold=sum(line.bold for line in lines) * 2 > sum(sum(line.forms.values()) for line in lines),
    )
    for line in lines:
        paragraph.forms.update(line.forms)
        paragraph.accented.update(line.accented)
        paragraph.plain.update(line.plain)
    return paragraph
