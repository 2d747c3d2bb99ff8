"""How long a Vietnamese text takes to read out, estimated from its syllables.

Written Vietnamese sets a space between syllables, so syllables are counted as words of other languages are: exactly.
Abbreviations are spoken letter by letter or as their words (UBND is four or more syllables), and numbers as words
(2024 is "hai nghìn không trăm hai mươi tư", seven): both are counted by rules below, roughly.

The pace is an assumption, not a measurement of our own: published counts of spoken Vietnamese lie near 5 syllables a
second in conversation and reading (Pellegrino, Coupé and Marsico 2011, "Across-language perspective on speech
information rate", Language 87: 5.22 a second, 313 a minute, without pauses). A speech to a hall has pauses, emphasis
and a slower tongue; newsreaders and speakers are taken to say about 200 syllables a minute, and between 180 and 220
when one hurries or takes one's time. It is therefore shown as an estimate and a range, and nobody is refused by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SYLLABLES_A_MINUTE = 200
SLOW, FAST = 180, 220
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"[0-9]+")
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,8}")
_SYLLABLES_A_DIGIT = 1.75
"""2024 is read with seven syllables, 15 with two or three, 7 with one."""


@dataclass(frozen=True)
class SpeakingTime:
    """An estimate in whole seconds: the usual, and the range from hurried to slow."""

    syllables: int
    seconds: int
    least_seconds: int
    most_seconds: int

    def exceeds(self, minutes: int) -> bool:
        """Whether even a hurried speaker is not done in so many minutes."""
        return self.least_seconds > minutes * 60

    def may_exceed(self, minutes: int) -> bool:
        """Whether a speaker of the usual pace is not done in so many minutes."""
        return self.seconds > minutes * 60


def speaking_time(text: str) -> SpeakingTime:
    """How long the text takes to read out; nothing takes no time."""
    composed = unicodedata.normalize("NFC", text)
    syllables = round(sum(_syllables(token) for token in _TOKEN.findall(composed)))
    return SpeakingTime(
        syllables,
        round(syllables * 60 / SYLLABLES_A_MINUTE),
        round(syllables * 60 / FAST),
        round(syllables * 60 / SLOW),
    )


def _syllables(token: str) -> float:
    if _NUMBER.fullmatch(token):
        return max(1.0, len(token) * _SYLLABLES_A_DIGIT)
    if _ABBREVIATION.fullmatch(token) and not any(letter in "AEIOUY" for letter in token[1:]):
        return len(token)
    return 1.0
