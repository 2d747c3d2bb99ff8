"""An outline as a .docx ready to fill: paper, margins, type and headings as the rule asks, hints where text belongs.

Word's own heading styles number the headings; whoever types below them gets body text in form.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from chassis.language import Language
from services.documents.form_check import template_parts as parts
from services.documents.form_check.rule import FormRule, OutlineSection

STANDARD_RULE = FormRule(paper="A4", font="Times New Roman", font_size=14)
"""For an obligation whose plan names an outline and no format."""
_PAPERS = {"A3": (16838, 23811), "A4": (11906, 16838), "A5": (8391, 11906), "LETTER": (12240, 15840)}
_DOTS = "…………"
_HINTS = {
    "vi": (
        "[Gợi ý: {}]",
        "[Viết nội dung tại đây, rồi xóa dòng này.]",
        "Mô hình {}: ",
        "[Tên mô hình; không quá {} trang.]",
    ),
    "en": (
        "[Hint: {}]",
        "[Write here, then delete this line.]",
        "Mô hình {}: ",
        "[Name of the model; at most {} of a page.]",
    ),
}


@dataclass(frozen=True)
class Heading:
    """The heading block: who writes, to whom the paper belongs. Lines that the plan does not know are dots."""

    unit: str
    place: str
    party: bool
    """The form of the Party; otherwise of the state."""


def outline_template(
    title: str, outline: Sequence[OutlineSection], rule: FormRule | None, heading: Heading, language: Language = "vi"
) -> bytes:
    """The .docx. Hints are in the reader's language; headings are the outline's own."""
    rule = rule or STANDARD_RULE
    depth = max((section.depth for section in outline), default=0)
    return word_file("".join(_body(title, outline, rule, heading, language)), rule, levels=depth + 1)


def word_file(body: str, rule: FormRule, *, levels: int) -> bytes:
    """A .docx in form around a body, the same bytes for the same body; `levels` of headings may be numbered by Word."""
    width, height = _PAPERS.get(rule.paper.upper().strip(), _PAPERS["A4"])
    files = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.PACKAGE_RELATIONS,
        "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONS,
        "word/document.xml": parts.document(body + parts.section(width, height, rule.margins)),
        "word/styles.xml": parts.styles(escape(rule.font, {'"': "&quot;"}), round(rule.font_size * 2)),
        "word/numbering.xml": parts.numbering(levels),
        "word/settings.xml": parts.SETTINGS,
        "word/header1.xml": parts.PAGE_NUMBER,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _body(
    title: str, outline: Sequence[OutlineSection], rule: FormRule, heading: Heading, language: Language
) -> Iterator[str]:
    yield parts.heading_block(escape(heading.unit or _DOTS), escape(heading.place or _DOTS), party=heading.party)
    yield parts.paragraph("Title", "BÁO CÁO")
    yield parts.paragraph("Subtitle", escape(title))
    yield parts.paragraph("Subtitle", "-----")
    for section in outline:
        yield parts.paragraph(f"Heading{section.depth + 1}", escape(section.title), number=_number(section))
        yield from _hints(section, rule, language)
    yield parts.signature()


def _number(section: OutlineSection) -> str:
    """The list of numbers that the heading takes its own from; nothing for a heading without one."""
    return "1" if section.number else ""


def _hints(section: OutlineSection, rule: FormRule, language: Language) -> Iterator[str]:
    hint, write_here, model, limit = _HINTS[language]
    for point in section.points:
        yield parts.paragraph("HoinghiHint", escape(hint.format(point.rstrip("."))))
    if section.leaf:
        yield parts.paragraph("HoinghiHint", escape(write_here))
    if section.exemplary_models and rule.models_most:
        for number in range(1, max(rule.models_least, 1) + 1):
            most = (
                "½" if rule.model_pages_most == 0.5 else f"{rule.model_pages_most:g}" if rule.model_pages_most else "1"
            )
            yield parts.paragraph("HoinghiHint", escape(model.format(number) + limit.format(most)))
