"""Picks the lines of the section that the plan's outline marks as holding the petitions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from services.documents.form_check.engine import read
from services.documents.form_check.facts import Paragraph
from services.documents.form_check.folding import folded
from services.documents.form_check.kinds import kind_of
from services.documents.form_check.outline import find_sections
from services.documents.form_check.refusal import CannotCheck
from services.documents.form_check.rule import OutlineSection, Task

MOST_LINES = 300
LONGEST_LINE = 4_000
SIGNED = ("noi nhan", "t m ", "k t ", "t l ", "truong ban", "thu truong")
"""What stands under the text of a report: who receives it, who signs."""


def petition_lines(path: Path, task: Task) -> list[str] | None:
    """The lines in their order; None for a file that is not read, or without the section."""
    try:
        facts = read(path, kind_of(path), task)
    except CannotCheck:
        return None
    return None if facts.scan else lines_of_petitions(facts.paragraphs, task.outline)


def lines_of_petitions(paragraphs: Sequence[Paragraph], outline: Sequence[OutlineSection]) -> list[str] | None:
    """From the title of the section to the next title, or to where the report is signed."""
    places = [place for place, section in enumerate(outline) if section.petitions]
    found = find_sections(paragraphs, outline)
    if not places or places[0] not in found:
        return None
    title = found[places[0]]
    later = [each.first for each in found.values() if each.first > title.last]
    lines = run_in(paragraphs[title.last], title.section)
    for paragraph in paragraphs[title.last + 1 : min(later, default=len(paragraphs))]:
        if paragraph.table or folded(paragraph.text).startswith(SIGNED):
            break
        if not paragraph.hint:
            lines.append(paragraph.text[:LONGEST_LINE])
    return lines[:MOST_LINES]


def run_in(paragraph: Paragraph, section: OutlineSection) -> list[str]:
    """Text that follows the title in the same paragraph, after a colon that is not the outline's own."""
    own = section.title.count(":")
    parts = paragraph.text.split(":", own + 1)
    rest = parts[own + 1].strip() if len(parts) > own + 1 else ""
    return [rest[:LONGEST_LINE]] if len(rest.split()) > 3 else []
