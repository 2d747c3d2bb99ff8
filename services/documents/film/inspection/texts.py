"""The words of every finding: how much it matters, what is so, and how to mend it. `{names}` are filled."""

from __future__ import annotations

from typing import Any

from chassis.language import Language, Text
from services.documents.film.inspection.report import Finding, Passage, Rule, Severity
from services.documents.film.inspection.texts_of_form import FORM
from services.documents.film.inspection.texts_of_refusals import REFUSALS
from services.documents.film.inspection.texts_of_sound import SOUND_AND_PASSAGES
from services.documents.film.inspection.words import Words

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
        message_vi=_filled(words.message, "vi", values),
        message_en=_filled(words.message, "en", values),
        mend_vi=_filled(words.mend, "vi", values),
        mend_en=_filled(words.mend, "en", values),
        passages=passages,
    )


def number(value: float, digits: int = 1) -> Text:
    """`-23.4` as Vietnamese and English write it, with a minus sign; nothing after the point where there is nothing."""
    written = f"{value:.{digits}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    written = written.replace("-", "−")
    return Text(written.replace(".", ","), written)


def _filled(text: Text, language: Language, values: dict[str, Any]) -> str:
    return text.in_language(language, **{name: _told(value, language) for name, value in values.items()})


def _told(value: Any, language: Language) -> Any:
    if isinstance(value, float):
        value = number(value)
    return (value.vi if language == "vi" else value.en) if isinstance(value, Text) else value
