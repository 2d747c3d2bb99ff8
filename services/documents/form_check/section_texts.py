"""The text of a report by the sections of its outline, to be put beside what other units say of the same.

Tables and pictures are not taken along: where a table stands, a place is kept (`None`), and `left_out` tells of each
where it is. A PDF does not say what is a table: its lines are taken as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chassis.language import Text
from services.documents.form_check.checks.length import appendix_begins
from services.documents.form_check.checks.outline import section_ends
from services.documents.form_check.engine import read
from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.folding import folded
from services.documents.form_check.kinds import kind_of
from services.documents.form_check.outline import find_sections
from services.documents.form_check.petition_lines import SIGNED, run_in
from services.documents.form_check.refusal import CannotCheck
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import Task
from services.documents.form_check.texts import finding

MOST_LINES = 2_000
MOST_LETTERS = 300_000
"""Of one report: about a hundred pages."""
MOST_LEFT_OUT = 500
"""Tables and pictures of one report that are told of."""
LONGEST_LINE = 4_000
"""Longer paragraphs go on in another."""
_ENDS_OF_SENTENCES = (".", ":", ";", "!", "?", "…")
_SHORT = 80
"""Letters of a line by which somebody signs; `Trưởng Ban đã chỉ đạo …` is longer."""
_HEADING_LINES = 15
"""Within so many paragraphs of a report without an outline its heading block ends."""
_TITLES = {"bao cao", "bao cao so ket", "bao cao tong ket"}

SCAN = Text("Tệp là bản quét (ảnh chụp), không có chữ để lấy.", "The file is a scan (pictures) without text.")
NO_SECTION = Text("Trong tệp không thấy đề mục nào của đề cương.", "No heading of the outline was found in the file.")
NO_TEXT = Text("Trong tệp không có chữ nào lấy được.", "There is no text in the file that could be taken.")

Lines = list[str | None]


def section_texts(path: Path, task: Task) -> dict[str, Any]:
    """`sections`: for each section of the outline its lines, or one for a task without an outline; `cut`: not all.

    `left_out`: each table or picture (`what`) of a `section` (its place), with the `number` of its paragraph or `page`.

    Where there is nothing to take, `problem` says why in both languages (`code`, `vi`, `en`).
    """
    try:
        facts = read(path, kind_of(path), task)
    except CannotCheck as refusal:
        return not_looked_into(finding(refusal.code, **refusal.values))
    if facts.scan:
        return nothing("scan", SCAN)
    parts = _by_outline(facts, task) if task.outline else [_whole(facts)]
    sections = [[*part.before, *_lines(part.paragraphs)] for part in parts]
    if not any(sections):
        return nothing("outline_not_found", NO_SECTION) if task.outline else nothing("no_text", NO_TEXT)
    cut = bool(facts.pages_read)
    left, letters = MOST_LINES, MOST_LETTERS
    kept: list[Lines] = []
    for lines in sections:
        within: Lines = []
        for line in lines:
            left, letters = left - 1, letters - len(line or "")
            if left < 0 or letters < 0:
                cut = True
                break
            within.append(line)
        kept.append(within)
    return {"problem": None, "sections": kept, "cut": cut, "left_out": _left_out(facts, parts)}


def nothing(code: str, why: Text) -> dict[str, Any]:
    """The answer for a file of which nothing is taken."""
    return {"problem": {"code": code, "vi": why.vi, "en": why.en}, "sections": [], "cut": False, "left_out": []}


def not_looked_into(why: Finding) -> dict[str, Any]:
    """The same for one that the form check cannot look into either, in its words."""
    return nothing(why.code, Text(why.message_vi, why.message_en))


@dataclass(frozen=True)
class _Part:
    """What of a report belongs to one section: its heading, text in the line of the heading, and what stands below."""

    paragraphs: Sequence[Paragraph] = ()
    heading: Paragraph | None = None
    before: Sequence[str] = ()

    @property
    def numbers(self) -> set[int]:
        """Of its paragraphs, or of the pages that they begin on."""
        own = self.paragraphs if self.heading is None else (self.heading, *self.paragraphs)
        return {each.page or each.number for each in own}


def _by_outline(facts: Facts, task: Task) -> list[_Part]:
    found = find_sections(facts.paragraphs, task.outline)
    parts: list[_Part] = []
    for place in range(len(task.outline)):
        title = found.get(place)
        if title is None:
            parts.append(_Part())
            continue
        ends = section_ends(facts, place, found)
        last = all(each.first <= title.first for each in found.values())
        below = facts.paragraphs[title.last + 1 : ends]
        heading = facts.paragraphs[title.last]
        parts.append(_Part(_until_signed(below) if last else below, heading, run_in(heading, title.section)))
    return parts


def _whole(facts: Facts) -> _Part:
    paragraphs = facts.paragraphs[: appendix_begins(facts)]
    begins = 0
    for place, paragraph in enumerate(paragraphs[:_HEADING_LINES]):
        key = folded(paragraph.text)
        if key in _TITLES or not key:
            begins = place + 1
    return _Part(_until_signed(paragraphs[begins:]))


def _left_out(facts: Facts, parts: Sequence[_Part]) -> list[dict[str, Any]]:
    """The tables and pictures of all sections; a page of a PDF is told of once, in the first section that it shows."""
    left_out: list[dict[str, Any]] = []
    where, told = "page" if facts.exact_pages else "paragraph", set[int]()
    for place, part in enumerate(parts):
        pictures = [number for number in facts.pictures if number in part.numbers - told]
        told |= part.numbers if facts.exact_pages else set()
        for what, numbers in (("table", _tables(part.paragraphs)), ("picture", pictures)):
            left_out += [{"what": what, "section": place, "where": where, "number": number} for number in numbers]
    return left_out[:MOST_LEFT_OUT]


def _tables(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Where each table begins that `_lines` keeps a place for."""
    within = False
    for paragraph in paragraphs:
        if paragraph.hint or paragraph.contents:
            continue
        if paragraph.table and not within:
            yield paragraph.page or paragraph.number
        within = paragraph.table


def _until_signed(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Without who receives and who signs."""
    for place, paragraph in enumerate(paragraphs):
        key = folded(paragraph.text)
        if key.startswith("noi nhan") or (key.startswith(SIGNED) and len(paragraph.text) <= _SHORT):
            return paragraphs[:place]
    return paragraphs


def _lines(paragraphs: Sequence[Paragraph]) -> Lines:
    lines: Lines = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.hint or paragraph.contents:
            continue
        if not paragraph.table:
            begun = lines.pop() if before is not None and _goes_on(before, paragraph) else ""
            lines.extend(_pieces(f"{begun} {paragraph.text}"))
            before = paragraph
            continue
        before = None
        if not lines or lines[-1] is not None:
            lines.append(None)
    return lines


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph of a PDF is the rest of the one at the foot of the page before."""
    if before.page is None or paragraph.page != before.page + 1:
        return False
    return not before.text.endswith(_ENDS_OF_SENTENCES) and paragraph.text[:1].islower()


def _pieces(text: str) -> Iterator[str]:
    """A paragraph without signs that have no shape; also those that a database refuses."""
    spaced = " ".join(text.split())
    clean = "".join(letter for letter in spaced if letter.isprintable())
    while clean:
        piece = clean[:LONGEST_LINE]
        if len(clean) > LONGEST_LINE and " " in piece:
            piece = piece.rpartition(" ")[0]
        yield piece.strip()
        clean = clean[len(piece) :].strip()
