"""The words of every finding: how much it matters, what is so, and how to mend it. `{names}` are filled."""

from __future__ import annotations

from typing import Any

from services.documents.film.inspection.report import Finding, Passage, Rule, Severity
from services.documents.film.inspection.texts_of_form import FORM
from services.documents.film.inspection.texts_of_refusals import REFUSALS
from services.documents.film.inspection.texts_of_sound import SOUND_AND_PASSAGES
from services.documents.film.inspection.words import Words
from services.documents.finding_words import sentences

_CANNOT_TELL = ("unknown_codec", "absurd_size", "too_much", "too_slow")
"""Another machine might show these; the others are no film for anybody."""

WORDS: dict[str, Words] = {
    **FORM,
    **SOUND_AND_PASSAGES,
    **{
        code: Words(Rule.FILE, Severity.CANNOT_TELL if code in _CANNOT_TELL else Severity.FAILURE, *texts)
        for code, texts in REFUSALS.items()
    },
}
CODES = tuple(WORDS)


def finding(code: str, passages: tuple[Passage, ...] = (), *, rule: Rule | None = None, **values: Any) -> Finding:
    """The finding of a code with its places filled; a `Text` or a number is told in each language."""
    words = WORDS[code]
    return Finding(
        rule=rule or words.rule,
        code=code,
        severity=words.severity,
        **sentences(words.message, words.mend, values),
        passages=passages,
    )
