"""A .docx as facts: what the checks need to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.kinds import DOCX
from services.documents.form_check.refusal import CannotCheck
from services.documents.form_check.word.layout import Pages, height_of
from services.documents.form_check.word.package import Element, Package, W, open_package
from services.documents.form_check.word.reading import HINT_STYLE, Block, Reader
from services.documents.form_check.word.sheets import Measures, measures, sheet
from services.documents.form_check.word.styles import Styles, switched_on

_QUOTE = 60
_CHANGES = ("ins", "del", "moveFrom", "moveTo")


def read_docx(path: Path, *, pictures: bool) -> Facts:
    """Read a .docx. `pictures`: whether they take room that counts. Raises `CannotCheck`."""
    package = open_package(path)
    with package.archive:
        body, blocks = read_blocks(package)
        facts = Facts(DOCX)
        _lay_out(facts, blocks, _sections(body, blocks, package.part("settings")), pictures=pictures)
        facts.tracked_changes = sum(1 for name in _CHANGES for _ in body.iter(f"{W}{name}"))
        facts.hidden_letters = sum(block.hidden for block in blocks)
        facts.foreign_parts = sum(1 for _ in body.iter(f"{W}altChunk"))
        facts.comments = sum(1 for _ in body.iter(f"{W}commentReference"))
    return facts


def read_blocks(package: Package) -> tuple[Element, list[Block]]:
    """The body and its paragraphs, in the order in which findings count them. Raises `CannotCheck`."""
    root = package.document()
    body = root.find(f"{W}body") if root.tag == f"{W}document" else None
    if body is None:
        raise CannotCheck("broken", DOCX)
    styles = Styles(package.part("styles"), package.part("theme"))
    return body, list(Reader(styles).blocks(body))


def _sections(body: Element, blocks: Sequence[Block], settings: Element | None) -> list[tuple[int, Measures]]:
    """Each section with the index of its last paragraph."""
    switch = settings.find(f"{W}gutterAtTop") if settings is not None else None
    at_top = switch is not None and switched_on(switch)
    ended = [(place, block.section) for place, block in enumerate(blocks) if block.section is not None]
    ended.append((len(blocks) - 1, body.find(f"{W}sectPr")))
    return [(place, measures(section, gutter_at_top=at_top)) for place, section in ended]


def _lay_out(
    facts: Facts, blocks: Sequence[Block], sections: Sequence[tuple[int, Measures]], *, pictures: bool
) -> None:
    pages = Pages(pictures)
    begin = 0
    for number, (last, measured) in enumerate(sections, start=1):
        within = blocks[begin : last + 1]
        begin = last + 1
        if number > 1 and measured.starts_page:
            _end_page(facts)
        pages.section(measured)
        facts.sheets.append(sheet(number, measured, next((each.text for each in within if each.text), "")[:_QUOTE]))
        for block in within:
            _lay(facts, block, pages, measured)


def _lay(facts: Facts, block: Block, pages: Pages, measured: Measures) -> None:
    if block.properties.get("pageBreakBefore") and block.cell is None:
        pages.break_page()
        _end_page(facts)
    starts = pages.total
    pages.add(block, measured)
    if block.number:
        line = measured.line if block.cell is None or not block.cell.width else block.cell.width / 20
        paragraph = _paragraph(block)
        paragraph.starts, paragraph.ends = starts, pages.total
        paragraph.height = height_of(block, line, pictures=False) / pages.column
        facts.paragraphs.append(paragraph)
    elif facts.paragraphs and not block.page_breaks:
        facts.paragraphs[-1].ends = pages.total
    facts.pictures.extend([len(facts.paragraphs)] * block.pictured)
    if block.page_breaks:
        _end_page(facts)


def _end_page(facts: Facts) -> None:
    if facts.paragraphs:
        facts.paragraphs[-1].ends_page = True


def _paragraph(block: Block) -> Paragraph:
    letters = sum(block.forms.values())
    return Paragraph(
        number=block.number,
        text=block.text,
        level=block.level,
        bold=block.bold * 2 > letters,
        table=block.cell is not None,
        contents=block.style.startswith("toc ") or block.style == "table of figures",
        hint=block.style == HINT_STYLE,
        forms=block.forms,
        accented=block.accented,
        plain=block.plain,
    )
