"""Names as they are searched and sorted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.vietnamese import name_key, word_key
from services.registration.names import folded, name_order, word_order


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Đỗ Thị Hoà", " do thi hoa"), ("UỶ BAN", " uy ban"), ("Ủy ban", " uy ban"), ("Nguyễn-Văn  An", " nguyen van an")],
)
def test_folded_name_has_no_accents(name: str, expected: str) -> None:
    assert folded(name) == expected


def test_people_are_sorted_by_given_name() -> None:
    names = ["Trần Văn Ân", "Lê Thị An", "Đỗ Văn Đức", "Lê Văn Dũng", "Lê Thị Ấn", "Phạm Bình"]
    assert sorted(names, key=name_order) == [
        "Lê Thị An",
        "Trần Văn Ân",
        "Lê Thị Ấn",
        "Phạm Bình",
        "Lê Văn Dũng",
        "Đỗ Văn Đức",
    ]


WORDS = st.text(alphabet="aăâbdđeêoôơuư áàảãạ-1AĂĐ", max_size=8)


@given(WORDS, WORDS)
def test_bytes_sort_names_as_the_vietnamese_order_does(one: str, other: str) -> None:
    assert (name_order(one) < name_order(other)) == (name_key(one) < name_key(other))


@given(WORDS, WORDS)
def test_bytes_sort_words_as_the_vietnamese_order_does(one: str, other: str) -> None:
    assert (word_order(one) < word_order(other)) == (word_key(one) < word_key(other))
