"""Every text of the pages has its English."""

from __future__ import annotations

from gateway.translate import ENGLISH, check, english, gathered, merged, written


def test_english_catalogue_is_complete() -> None:
    assert list(check()) == []


def test_extracting_again_changes_nothing() -> None:
    assert ENGLISH.read_bytes() == written(merged(english(), gathered()))
