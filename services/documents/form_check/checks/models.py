"""The exemplary models: how many, and how long each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chassis.vietnamese import without_accents
from services.documents.form_check.checks.outline import section_ends, until_signature
from services.documents.form_check.checks.type import place_of
from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.folding import numbered
from services.documents.form_check.outline import find_sections
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import FormRule, Task
from services.documents.form_check.texts import finding

ALONE = "exemplary_models"
"""The kind of an obligation whose text is models from its first line to the last."""
EXACT, ESTIMATE = 1.05, 1.15
"""By how much a model may be longer before it is told."""
_NOUN = r"(?:mo hinh|cach lam)(?:\s*,?\s*(?:cach lam|mo hinh|hay|sang tao|tieu bieu|hieu qua))*"
_NUMBERED = r"(?:thu|so)?\s*(?:\d{1,2}|nhat|hai|ba|tu|nam|[ivx]{1,4})"
_ORDINAL = re.compile(rf"^{_NOUN}\s*{_NUMBERED}\s*(?P<mark>[:.\-–—“\"(]|$)?")
_QUOTED = re.compile(rf"^{_NOUN}\s*[:“\"‘«]")
_LONGEST_TITLE = 40
_LOOKED_AT = 300
_QUOTE = 60


def check_models(facts: Facts, task: Task) -> Sequence[Finding]:
    """Count the models of the section that is for them, or of a text that is nothing else, and measure each."""
    rule = task.rule
    if rule is None or not rule.models_most or facts.scan or facts.unfilled or not facts.paragraphs:
        return []
    within = _range(facts, task)
    if within is None:
        return []
    first, last = within
    begins = [place for place in range(first, last) if begins_model(facts.paragraphs[place])]
    if not begins:
        return [finding("models_unknown")]
    count = _count(facts, rule, begins)
    long = _long(facts, rule, begins, last)
    return [*count, *long] or [finding("models_ok", count=len(begins))]


def begins_model(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the title of a model: `Mô hình 1: …`, `a) Mô hình “Dân vận khéo”`."""
    if paragraph.contents or paragraph.hint:
        return False
    number, text = numbered(paragraph.text[:_LOOKED_AT])
    text = without_accents(text).lower()
    stands_out = paragraph.bold or paragraph.level is not None
    ordinal = _ORDINAL.match(text)
    if ordinal is not None:
        return ordinal["mark"] is not None or stands_out
    short = paragraph.words <= _LONGEST_TITLE
    return _QUOTED.match(text) is not None and (stands_out or (short and bool(number)) or text[-1:] in '”":»')


def _range(facts: Facts, task: Task) -> tuple[int, int] | None:
    """Between which paragraphs models are looked for; None where none are asked."""
    whole = (0, len(facts.paragraphs))
    if task.kind == ALONE:
        return whole
    places = [place for place, section in enumerate(task.outline) if section.exemplary_models]
    if not places:
        return None
    found = find_sections(facts.paragraphs, task.outline)
    if places[0] not in found:
        return whole
    depth = task.outline[places[0]].depth
    return found[places[0]].last + 1, section_ends(facts, places[0], found, depth=depth)


def _count(facts: Facts, rule: FormRule, begins: Sequence[int]) -> list[Finding]:
    values = {"count": len(begins), "least": rule.models_least, "most": rule.models_most}
    place = place_of(facts.paragraphs[begins[0]])
    if len(begins) < rule.models_least:
        return [finding("models_few", place, **values)]
    return [finding("models_many", place, **values)] if len(begins) > rule.models_most else []


def _long(facts: Facts, rule: FormRule, begins: Sequence[int], last: int) -> list[Finding]:
    if rule.model_pages_most is None:
        return []
    findings = []
    allowed = rule.model_pages_most * (EXACT if facts.exact_pages else ESTIMATE)
    for place, ends in zip(begins, [*begins[1:], last], strict=True):
        height = sum(each.height for each in until_signature(facts.paragraphs[place:ends]))
        if height > allowed:
            title = facts.paragraphs[place]
            values = {"title": title.text[:_QUOTE], "pages": round(height, 1), "most": rule.model_pages_most}
            findings.append(finding("model_long", place_of(title), **values))
    return findings
