"""Names of fonts and numbers of headings, as files and people write them."""

from __future__ import annotations

import pytest

from services.documents.form_check.folding import numbered, title_key
from services.documents.form_check.fonts import of_old_encoding, same_family, shown
from services.documents.form_check.texts import CODES, FINDINGS, finding
from services.documents.form_check.texts_of_refusals import REFUSALS


@pytest.mark.parametrize(
    "name",
    [
        "Times New Roman",
        "TimesNewRomanPSMT",
        "ABCDEF+TimesNewRomanPS-BoldMT",
        "TimesNewRoman,Bold",
        "Times-Roman",
        "BAAAAA+LiberationSerif-Italic",
        "Tinos-BoldItalic",
        "NimbusRomNo9L-Regu",
    ],
)
def test_times_and_its_kin_are_one_family(name: str) -> None:
    assert same_family(name, "Times New Roman")


@pytest.mark.parametrize("name", ["Arial", "Calibri Light", "Cambria", "DejaVuSerif", ".VnTime", "TimesTen", ""])
def test_other_fonts_are_not(name: str) -> None:
    assert not same_family(name, "Times New Roman")


def test_fonts_of_old_encodings_are_known() -> None:
    assert [of_old_encoding(name) for name in (".VnTime", ".VnTimeH", "VNI-Times", "Times")] == [
        True,
        True,
        True,
        False,
    ]


def test_names_are_shown_as_people_know_them() -> None:
    assert shown("ABCDEF+TimesNewRomanPS-BoldMT") == "Times New Roman"
    assert shown("ABCDEF+Arial-BoldMT") == "Arial"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("I. Đánh giá chung", "i"),
        ("II- Đánh giá chung", "ii"),
        ("1) Đánh giá chung", "1"),
        ("1/ Đánh giá chung", "1"),
        ("2.1. ĐÁNH GIÁ CHUNG", "2.1"),
        ("a) Đánh giá chung", "a"),
        ("- Đánh giá chung", ""),
        ("Phần I: Đánh giá chung", "i"),
        ("Phần thứ nhất: Đánh giá chung", "nhất"),
        ("Phần thứ hai Đánh giá chung", "hai"),
        ("Đánh giá chung", ""),
    ],
)
def test_a_number_is_told_from_its_title(written: str, number: str) -> None:
    assert (numbered(written)[0], title_key(written)) == (number, "danh gia chung")


def test_every_code_has_its_words_in_both_languages() -> None:
    assert not set(FINDINGS) & set(REFUSALS)
    for code in CODES:
        message, mend = REFUSALS[code] if code in REFUSALS else (FINDINGS[code].message, FINDINGS[code].mend)
        assert message.vi
        assert message.en
        assert bool(mend.vi) == bool(mend.en)


def test_numbers_are_written_as_each_language_does() -> None:
    told = finding("model_long", title="Mô hình 1", pages=0.7, most=0.5)

    assert told.message_vi == "“Mô hình 1” dài khoảng 0,7 trang; mỗi mô hình không quá 0,5 trang."
    assert told.message_en == "“Mô hình 1” takes about 0.7 of a page; each model may take 0.5."
