"""The digest of reports as a .docx in form, to be edited: the same words as the printed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from services.documents.form_check import template_parts as parts
from services.documents.form_check.rule import FormRule
from services.documents.form_check.template import word_file
from services.documents.rendering.digest import NONE, TITLE, DigestList, DigestPaper, DigestSection, receivers
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import authority_lines
from services.documents.rendering.text import or_dots, printable

_MOST_LEVELS = 6


def digest_word(
    paper: DigestPaper, profile: FormatProfile, rule: FormRule, drawn: Callable[[], None] = lambda: None
) -> bytes:
    """The file. `rule` is that of the reports themselves: paper, margins, type.

    Headings hold the outline's own numbers, so that nothing is renumbered when the office moves a part. `drawn` is
    called after each unit's text; what it raises ends the work.
    """
    return word_file("".join(_body(paper, profile, drawn)), rule, levels=1)


def _body(paper: DigestPaper, profile: FormatProfile, drawn: Callable[[], None]) -> Iterator[str]:
    conference = paper.conference
    yield parts.heading_block(
        _written(or_dots(conference.host, 10).upper()),
        _written(or_dots(conference.place, 5)),
        party=profile.code == "party",
        above=_written((conference.host_parent or "").upper()),
        code=_written(or_dots(conference.document_code, 3)),
    )
    yield parts.paragraph("Title", TITLE)
    yield parts.paragraph("Subtitle", _written(paper.about))
    yield parts.paragraph("Subtitle", profile.abstract_mark or "_____")
    for text in paper.opening:
        yield parts.paragraph("Normal", _written(text))
    for section in paper.sections:
        yield from _section(section, drawn)
    yield _signature(paper, profile)
    yield parts.paragraph("Title", "PHỤ LỤC", properties="<w:pageBreakBefore/>")
    yield parts.paragraph("Subtitle", "Tình hình nộp báo cáo")
    for part in paper.appendix:
        yield from _list(part)


def _section(section: DigestSection, drawn: Callable[[], None]) -> Iterator[str]:
    level = min(section.depth + 1, _MOST_LEVELS)
    yield parts.paragraph(f"Heading{level}", _written(section.title))
    for entry in section.entries:
        yield parts.paragraph("HoinghiUnit", _written(entry.unit))
        for line in entry.lines:
            yield parts.paragraph("Normal", _written(line))
        if entry.remark:
            yield parts.paragraph("HoinghiRemark", _written(entry.remark))
        drawn()
    if section.remark:
        yield parts.paragraph("HoinghiRemark", _written(section.remark))


def _signature(paper: DigestPaper, profile: FormatProfile) -> str:
    names = receivers(profile)
    ends = [profile.distribution_separator] * (len(names) - 1) + ["."]
    return parts.signature(
        [f"- {_written(name)}{end}" for name, end in zip(names, ends, strict=True)],
        [_written(line) for line in authority_lines(paper.conference, profile)],
        _written(or_dots(paper.signer_name, 12)),
    )


def _list(part: DigestList) -> Iterator[str]:
    yield parts.paragraph("HoinghiPart", _written(part.title))
    content = part.content
    if not content.rows:
        yield parts.paragraph("Normal", NONE)
        return
    yield parts.ruled_table(
        [_written(column.head) for column in content.columns],
        [[_written(str(cell)) for cell in row] for row in content.plain_rows],
        [column.width for column in content.columns],
    )


def _written(text: str) -> str:
    """As XML takes it: without signs that it has no place for."""
    return escape(printable(text))
