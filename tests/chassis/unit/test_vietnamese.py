"""The order of Vietnamese words and names. Expected orders follow CLDR's collation rules for `vi`."""

from __future__ import annotations

import unicodedata

from chassis.vietnamese import file_name, name_key, without_accents, word_key


def test_letters_with_their_own_mark_follow_their_base_letter() -> None:
    words = ["ưa", "ua", "ơn", "ôn", "on", "êm", "em", "đa", "da", "ân", "ăn", "an"]
    assert sorted(words, key=word_key) == ["an", "ăn", "ân", "da", "đa", "em", "êm", "on", "ôn", "ơn", "ua", "ưa"]


def test_tones_are_ordered_none_huyen_hoi_nga_sac_nang() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=word_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_a_tone_decides_only_between_words_with_equal_letters() -> None:
    assert sorted(["mạ", "man", "má"], key=word_key) == ["má", "mạ", "man"]


def test_a_tone_on_a_marked_letter_does_not_change_the_letter() -> None:
    assert sorted(["ậu", "âm", "ắt", "ăm"], key=word_key) == ["ăm", "ắt", "âm", "ậu"]


def test_a_word_comes_before_its_continuation() -> None:
    assert sorted(["Văn An", "Văn", "Vănan"], key=word_key) == ["Văn", "Văn An", "Vănan"]


def test_small_letters_come_before_capitals() -> None:
    assert sorted(["An", "an"], key=word_key) == ["an", "An"]


def test_decomposed_text_is_ordered_as_composed_text() -> None:
    assert word_key(unicodedata.normalize("NFD", "Nguyễn")) == word_key("Nguyễn")


def test_names_are_ordered_by_given_name_first() -> None:
    names = ["Lê Văn Bình", "Trần Thị An", "Bùi Đức Ân", "Đỗ Văn Đạt", "Phạm Thị Dung", "Âu Thị An"]
    expected = ["Âu Thị An", "Trần Thị An", "Bùi Đức Ân", "Lê Văn Bình", "Phạm Thị Dung", "Đỗ Văn Đạt"]
    assert sorted(names, key=name_key) == expected


def test_equal_given_names_are_ordered_by_the_rest() -> None:
    names = ["Nguyễn Văn Hà", "Nguyễn Thị Hà", "Dương Văn Hà", "Đinh Văn Hà", "Hà"]
    expected = ["Hà", "Dương Văn Hà", "Đinh Văn Hà", "Nguyễn Thị Hà", "Nguyễn Văn Hà"]
    assert sorted(names, key=name_key) == expected


def test_figures_come_before_letters_and_foreign_letters_after() -> None:
    assert sorted(["Ω", "z", "4", "-"], key=word_key) == ["-", "4", "z", "Ω"]


def test_accents_are_dropped_and_case_is_kept() -> None:
    assert without_accents("Đỗ Ngọc Hưởng, Tỉnh ủy") == "Do Ngoc Huong, Tinh uy"


def test_a_file_name_is_plain_ascii() -> None:
    assert file_name("Thẻ đại biểu: Nguyễn/Văn  Ổn", "pdf") == "the-dai-bieu-nguyen-van-on.pdf"


def test_a_file_name_without_any_known_letter_still_has_a_name() -> None:
    assert file_name("文書", "pdf") == "file.pdf"


def test_a_long_file_name_is_cut_at_a_hundred_characters() -> None:
    assert file_name("ủy ban " * 40, "pdf") == "uy-ban-" * 14 + "uy.pdf"
