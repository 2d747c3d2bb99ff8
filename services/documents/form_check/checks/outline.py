"""The outline: sections missing, in another order, empty, and headings of the wrong level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.documents.form_check.checks.length import appendix_begins
from services.documents.form_check.checks.type import place_of
from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.folding import folded
from services.documents.form_check.outline import Found, find_sections
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import OutlineSection, Task
from services.documents.form_check.texts import finding

FEW_WORDS = 15


def check_outline(facts: Facts, task: Task) -> Sequence[Finding]:
    """Compare the text with the outline of its obligation."""
    if not task.outline or facts.scan:
        return []
    if not facts.paragraphs:
        return [finding("outline_unknown")]
    found = find_sections(facts.paragraphs, task.outline)
    findings = _missing_and_moved(facts, task.outline, found)
    if not findings:
        findings.append(finding("outline_ok", count=len(task.outline)))
    return [*findings, *_levels(facts, task.outline, found), *_empty(facts, found)]


def section_ends(facts: Facts, place: int, found: Mapping[int, Found], *, depth: int | None = None) -> int:
    """Where the text of a found section ends (a place in the list of paragraphs): at the next title, or the appendix.

    With a depth only titles of sections at most as deep end it: its own sections are part of it.
    """
    begins = found[place].last + 1
    following = [each for each in found.values() if each.first >= begins]
    ends = [each.first for each in following if depth is None or each.section.depth <= depth]
    appendix = appendix_begins(facts)
    if appendix is not None and appendix >= begins:
        ends.append(appendix)
    return min(ends, default=len(facts.paragraphs))


def until_signature(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Without the distribution list and the signature at the end of a text."""
    for place, paragraph in enumerate(paragraphs):
        if folded(paragraph.text).startswith("noi nhan"):
            return paragraphs[:place]
    return paragraphs


def _missing_and_moved(facts: Facts, outline: Sequence[OutlineSection], found: Mapping[int, Found]) -> list[Finding]:
    findings = []
    for place, section in enumerate(outline):
        if place not in found:
            findings.append(finding("section_missing", title=section.name))
        elif not found[place].in_order:
            findings.append(
                finding("section_moved", place_of(facts.paragraphs[found[place].first]), title=section.name)
            )
    return findings


def _levels(facts: Facts, outline: Sequence[OutlineSection], found: Mapping[int, Found]) -> list[Finding]:
    findings = []
    for place, each in found.items():
        parent = _parent(outline, place)
        if parent is None or parent not in found:
            continue
        title, above = facts.paragraphs[each.first], facts.paragraphs[found[parent].first]
        if title.level is not None and above.level is not None and title.level <= above.level:
            names = {"title": each.section.name, "parent": outline[parent].name}
            findings.append(finding("heading_level", place_of(title), **names))
    return findings


def _parent(outline: Sequence[OutlineSection], place: int) -> int | None:
    depth = outline[place].depth
    return next((above for above in range(place - 1, -1, -1) if outline[above].depth < depth), None)


def _empty(facts: Facts, found: Mapping[int, Found]) -> list[Finding]:
    findings = []
    for place, each in found.items():
        if not each.section.leaf:
            continue
        below = facts.paragraphs[each.last + 1 : section_ends(facts, place, found)]
        words = sum(paragraph.words for paragraph in until_signature(below) if not paragraph.hint)
        title = sum(paragraph.words for paragraph in facts.paragraphs[each.first : each.last + 1])
        words += max(0, title - 2 * len(each.section.title.split()))
        if words < FEW_WORDS:
            place_in_text = place_of(facts.paragraphs[each.first])
            findings.append(finding("section_empty", place_in_text, title=each.section.name, words=words))
    return findings
