"""Short codes: easy to read out, hard to get wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.pass_codes import ALPHABET, LENGTH, WrongCode, new_code, parse_code


def test_code_has_eight_characters_that_are_not_taken_for_each_other() -> None:
    codes = {new_code() for _ in range(200)}
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("01ILO")


def test_new_code_parses() -> None:
    code = new_code()
    assert parse_code(code) == code


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(position: int, other: str) -> None:
    code = new_code()
    if code[position] != other:
        with pytest.raises(WrongCode):
            parse_code(code[:position] + other + code[position + 1 :])


@given(st.integers(0, LENGTH - 2))
def test_two_neighbours_that_changed_places_are_noticed(position: int) -> None:
    code = new_code()
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    if swapped != code:
        with pytest.raises(WrongCode):
            parse_code(swapped)


@pytest.mark.parametrize("text", ["", "2222222", "222222222", "OIL01OIL", "thẻ số 1"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(WrongCode):
        parse_code(text)
