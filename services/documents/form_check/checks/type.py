"""Type and size: what most letters have, and how many differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chassis.language import Text
from services.documents.finding_words import number
from services.documents.form_check.facts import Facts, Paragraph
from services.documents.form_check.fonts import family_key, of_old_encoding, same_family, shown
from services.documents.form_check.report import Finding, Place
from services.documents.form_check.rule import Task
from services.documents.form_check.texts import finding

FONT_SHARE = 0.05
"""Of the letters that may be in other fonts: a formula, a foreign word, the mark of a list."""
SIZE_SHARE = 0.10
"""Of the letters outside tables that may have other sizes: heading block, title, distribution list."""
WRONG_SHARE = 0.5
"""From here on the other font or size is the main one."""
SIZE_TOLERANCE = 0.3
_QUOTE = 60


def place_of(paragraph: Paragraph) -> Place:
    """Where a paragraph is: its page where pages are known, otherwise its number."""
    quote = paragraph.text[:_QUOTE]
    return Place("page", paragraph.page, quote) if paragraph.page else Place("paragraph", paragraph.number, quote)


def check_font(facts: Facts, task: Task) -> Sequence[Finding]:
    """The family of the letters, those of tables too."""
    if task.rule is None:
        return []
    wanted = task.rule.font
    text = _text(facts)
    fonts = _weights(text, "font")
    total = sum(fonts.values())
    if not total or facts.recognised:
        return [] if facts.scan or facts.recognised else [finding("font_unknown")]
    return _old_encoding(text, fonts, wanted) or _other_fonts(text, fonts, wanted)


def _old_encoding(text: Sequence[Paragraph], fonts: Counter[str], wanted: str) -> list[Finding]:
    old = Counter({font: weight for font, weight in fonts.items() if of_old_encoding(font)})
    share = sum(old.values()) / sum(fonts.values())
    if share <= FONT_SHARE:
        return []
    font = old.most_common(1)[0][0]
    first = next(each for each in text if any(name == font for name, _ in each.forms))
    return [finding("font_old_encoding", place_of(first), share=percent(share), font=font, wanted=wanted)]


def _other_fonts(text: Sequence[Paragraph], fonts: Counter[str], wanted: str) -> list[Finding]:
    total = sum(fonts.values())
    others = Counter({font: weight for font, weight in fonts.items() if not same_family(font, wanted)})
    share = sum(others.values()) / total
    if share <= FONT_SHARE:
        return [finding("font_ok", wanted=wanted)]
    if split := _accents_apart(text, wanted):
        return [split]
    most, weight = _families(others).most_common(1)[0]
    if share > WRONG_SHARE:
        return [finding("font_wrong", font=most, share=percent(weight / total), wanted=wanted)]
    worst = max(text, key=lambda each: sum(w for (font, _), w in each.forms.items() if font in others))
    told = _shares(_families(others), total)
    return [finding("font_mixed", place_of(worst), share=percent(share), wanted=wanted, others=told)]


def _accents_apart(text: Sequence[Paragraph], wanted: str) -> Finding | None:
    """Letters with accents in one font and the others in another, throughout."""
    accented = sum((each.accented for each in text), Counter[str]())
    plain = sum((each.plain for each in text), Counter[str]())
    if not accented or not plain:
        return None
    one, other = accented.most_common(1)[0][0], plain.most_common(1)[0][0]
    if family_key(one) == family_key(other) or (same_family(one, wanted) and same_family(other, wanted)):
        return None
    return finding("font_accents", font=shown(one), plain=shown(other), wanted=wanted)


def check_size(facts: Facts, task: Task) -> Sequence[Finding]:
    """The size of the letters outside tables, whose text may be smaller."""
    if task.rule is None:
        return []
    wanted = task.rule.font_size
    text = [each for each in _text(facts) if not each.table] or _text(facts)
    sizes = _weights(text, "size")
    total = sum(sizes.values())
    if not total or facts.recognised:
        return []
    size, weight = sizes.most_common(1)[0]
    if abs(size - wanted) > SIZE_TOLERANCE:
        return [finding("size_wrong", size=number(size), share=percent(weight / total), wanted=number(wanted))]
    others = Counter({each: count for each, count in sizes.items() if abs(each - wanted) > SIZE_TOLERANCE})
    share = sum(others.values()) / total
    if share <= SIZE_SHARE:
        return [finding("size_ok", wanted=number(wanted))]
    worst = max(text, key=lambda each: sum(w for (_, size), w in each.forms.items() if size in others))
    told = _shares(Counter({f"cỡ {number(size).vi}": count for size, count in others.items()}), total)
    told = Text(told.vi, told.en.replace("cỡ", "size"))
    return [finding("size_mixed", place_of(worst), share=percent(share), wanted=number(wanted), others=told)]


def percent(share: float) -> int:
    """Whole percent; never 0 or 100 for something that is only nearly so."""
    return min(max(round(share * 100), 1), 100 if share >= 1 else 99)


def _text(facts: Facts) -> list[Paragraph]:
    return [each for each in facts.paragraphs if not each.contents and not each.hint] or facts.paragraphs


def _weights(text: Sequence[Paragraph], what: str) -> Counter:  # type: ignore[type-arg]
    weights: Counter = Counter()  # type: ignore[type-arg]
    for paragraph in text:
        for (font, size), count in paragraph.forms.items():
            weights[font if what == "font" else size] += count
    return weights


def _families(fonts: Counter[str]) -> Counter[str]:
    """Faces of one family together, under a name for people."""
    families: Counter[str] = Counter()
    for font, weight in fonts.items():
        families[shown(font)] += weight
    return families


def _shares(weights: Counter[str], total: int, most: int = 3) -> Text:
    told = ", ".join(f"{name} ({percent(weight / total)}%)" for name, weight in weights.most_common(most))
    return Text(told, told)
