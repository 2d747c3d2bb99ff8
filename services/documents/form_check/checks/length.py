"""The number of pages, and what of a text does not count towards it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from chassis.language import Text
from services.documents.finding_words import number
from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.folding import folded
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import FormRule, Task
from services.documents.form_check.texts import finding

ESTIMATE = 0.05
"""How far the estimate of a .docx may be off before it warns."""
_COVER_WORDS = 80
_APPENDIX_WORDS = 15
_APPENDIX = re.compile(r"phu luc(?: (?:so )?(?:\d{1,2}|[ivx]{1,4}|[a-e]))?(?: |$)")


def check_length(facts: Facts, task: Task) -> Sequence[Finding]:
    """Whether the text has about as many pages as asked. Pages of a scan are pages too."""
    rule = task.rule
    if rule is None or rule.pages_least is None or rule.pages_most is None or facts.unfilled:
        return []
    pages = counted_pages(facts, rule)
    values: dict[str, Any] = {"pages": told_pages(pages, facts), "least": rule.pages_least, "most": rule.pages_most}
    slack = 0.0 if facts.exact_pages else ESTIMATE
    if math.ceil(pages * (1 + slack)) < rule.pages_least:
        return [finding("pages_few", about=rule.pages_about, **values)]
    if math.ceil(pages * (1 - slack)) > rule.pages_most:
        return [finding("pages_many", about=rule.pages_about, **values)]
    return [finding("pages_ok", **values)]


def told_pages(pages: float, facts: Facts) -> Text:
    """`11`, or `khoảng 9,5` where it is an estimate."""
    if facts.exact_pages:
        return number(pages)
    told = number(rounded(pages))
    return Text(f"khoảng {told.vi}", f"About {told.en}")


def rounded(pages: float) -> float:
    """An estimate to half pages: more would promise what it cannot hold."""
    return math.ceil(pages * 2 - 0.1) / 2


def counted_pages(facts: Facts, rule: FormRule | None) -> float:
    """Pages without cover, appendix and pictures, as far as the rule leaves them out."""
    left_out = [folded(each) for each in rule.not_counted] if rule else []
    cover = any("bia" in each for each in left_out)
    appendix = any("phu luc" in each for each in left_out)
    pictures = any("hinh" in each or "anh" in each for each in left_out)
    if facts.exact_pages:
        return _whole_pages(facts, cover=cover, appendix=appendix, pictures=pictures)
    return _estimated_pages(facts, cover=cover, appendix=appendix)


def appendix_begins(facts: Facts) -> int | None:
    """The place of the paragraph with which the appendix begins, or None."""
    for place, paragraph in enumerate(facts.paragraphs):
        if _titles_appendix(paragraph):
            return place
    return None


def _titles_appendix(paragraph: Paragraph) -> bool:
    if paragraph.contents or paragraph.table or paragraph.words > _APPENDIX_WORDS:
        return False
    stands_out = paragraph.bold or paragraph.level is not None or paragraph.text.upper().startswith(paragraph.text[:7])
    return stands_out and _APPENDIX.match(folded(paragraph.text)) is not None


def _estimated_pages(facts: Facts, *, cover: bool, appendix: bool) -> float:
    paragraphs = facts.paragraphs
    if appendix and (begins := appendix_begins(facts)) is not None:
        paragraphs = paragraphs[:begins]
    if not paragraphs:
        return 0.0
    skipped = math.ceil(_cover_ends(paragraphs)) if cover else 0
    return max(paragraphs[-1].ends - skipped, 0.0)


def _cover_ends(paragraphs: Sequence[Paragraph]) -> float:
    """Where the cover ends: a first page with few words and no heading, ended on purpose; 0 without one."""
    words = 0
    for paragraph in paragraphs:
        words += paragraph.words
        if words > _COVER_WORDS or paragraph.level is not None or paragraph.starts > 1:
            return 0.0
        if paragraph.ends_page:
            return max(paragraph.ends, 0.1)
    return 0.0


def _whole_pages(facts: Facts, *, cover: bool, appendix: bool, pictures: bool) -> float:
    pages = set(range(1, len(facts.sheets) + 1))
    if facts.scan:
        return float(len(pages))
    if appendix and (begins := appendix_begins(facts)) is not None:
        first = facts.paragraphs[begins].page or 1
        alone = begins == 0 or facts.paragraphs[begins - 1].page != first
        pages -= set(range(first if alone else first + 1, len(facts.sheets) + 1))
    on_first = [each for each in facts.paragraphs if each.page == 1]
    if cover and len(pages) > 1 and on_first and sum(each.words for each in on_first) <= _COVER_WORDS:
        pages.discard(1)
    return float(len(pages - facts.picture_pages if pictures else pages))
