"""How what was found in a file is told: each sentence and each number in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chassis.language import Language, Text


def number(value: float, digits: int = 1) -> Text:
    """`-23.4` as Vietnamese and English write it, with a minus sign; nothing after the point where there is nothing."""
    written = f"{value:.{digits}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    written = written.replace("-", "−")
    return Text(written.replace(".", ","), written)


def sentences(message: Text, mend: Text, values: Mapping[str, Any]) -> dict[str, str]:
    """`message_vi` … `mend_en` of a finding, their places filled; a `Text` or a number is told in each language."""
    return {
        "message_vi": _filled(message, "vi", values),
        "message_en": _filled(message, "en", values),
        "mend_vi": _filled(mend, "vi", values),
        "mend_en": _filled(mend, "en", values),
    }


def _filled(text: Text, language: Language, values: Mapping[str, Any]) -> str:
    return text.in_language(language, **{name: _told(value, language) for name, value in values.items()})


def _told(value: Any, language: Language) -> Any:
    if isinstance(value, float):
        value = number(value)
    return (value.vi if language == "vi" else value.en) if isinstance(value, Text) else value
