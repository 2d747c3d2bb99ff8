"""A list as a .docx, to be worked in: the same columns, rows and words as the printed one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from services.documents.form_check import template_parts as parts
from services.documents.form_check.template import STANDARD_RULE, word_file
from services.documents.rendering import ListPaper
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.signature import authority_lines
from services.documents.rendering.table import Heading
from services.documents.rendering.text import or_dots, printable


def list_word(paper: ListPaper, profile: FormatProfile) -> bytes:
    """The file, upright; the same bytes for the same list."""
    return word_file("".join(_body(paper, profile)), STANDARD_RULE, levels=1)


def _body(paper: ListPaper, profile: FormatProfile) -> Iterator[str]:
    conference = paper.conference
    yield parts.heading_block(
        _written(or_dots(conference.host, 10).upper()),
        _written(or_dots(conference.place, 5)),
        party=profile.code == "party",
        above=_written((conference.host_parent or "").upper()),
        numbered=False,
    )
    yield parts.paragraph("Title", _written(paper.title))
    yield parts.paragraph("Subtitle", _written(paper.about))
    for text in paper.notes:
        yield parts.paragraph("Normal", _written(text))
    yield parts.ruled_table(
        [_written(column.head) for column in paper.columns],
        [[_written(str(cell)) for cell in row] for row in paper.all_rows if not isinstance(row, Heading)],
        [column.width for column in paper.columns],
    )
    yield parts.paragraph("Normal", _written(paper.closing))
    signing = [_written(line) for line in authority_lines(conference, profile)]
    yield parts.signature(signing=signing, name=_written(or_dots(paper.signer_name, 12)))


def _written(text: str) -> str:
    """As XML takes it: without signs that it has no place for."""
    return escape(printable(text))
