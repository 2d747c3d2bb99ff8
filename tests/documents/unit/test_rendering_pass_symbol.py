"""The fast QR code of a pass against the library's own."""

from __future__ import annotations

import random
from typing import Literal

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, QRData

from services.documents.rendering.pass_symbol import CAPACITY, MASK, VERSION, fits_a_pass, pass_modules

ALPHANUMERIC: Literal[2] = 2


def modules_of_the_library(text: str) -> str:
    code = QRCode(version=VERSION, error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    code.add_data(QRData(text.encode(), mode=ALPHANUMERIC))
    code.make(fit=False)
    return "".join("1" if module else "0" for row in code.modules for module in row)


@pytest.mark.parametrize("length", [1, 2, 3, 77, 120, 167, 168, 169, 176, 177, CAPACITY])
def test_a_pass_has_the_modules_that_the_library_draws(length: int) -> None:
    chance = random.Random(length)
    text = "".join(chance.choices(ALPHA_NUM.decode(), k=length))
    assert pass_modules(text) == modules_of_the_library(text)


@pytest.mark.parametrize("text", ["", "a", "https://hoinghi.example", "Ệ", "A\n", "A" * (CAPACITY + 1)])
def test_other_texts_do_not_fit_a_pass(text: str) -> None:
    assert not fits_a_pass(text)
