"""The reader's language: Vietnamese unless English is preferred (RFC 9110 section 12.5.4)."""

from __future__ import annotations

import pytest

from chassis.language import Text, preferred_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "vi"),
        ("", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("vi,en;q=0.9", "vi"),
        ("en;q=0.8,vi;q=0.9", "vi"),
        ("en; q=0.9", "en"),
        ("en ;q=0.9 , vi; q=0.5", "en"),
        ("en,vi", "vi"),
        ("en;q=0.9,vi;q=0.9", "vi"),
        ("fr,de", "vi"),
        ("en;q=nonsense", "vi"),
        ("en;q=0", "vi"),
    ],
)
def test_language_is_the_one_preferred(header: str | None, language: str) -> None:
    assert preferred_language(header) == language


def test_text_fills_its_places() -> None:
    assert Text("Còn {days} ngày", "{days} days left").in_language("en", days=3) == "3 days left"
