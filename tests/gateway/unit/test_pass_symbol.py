"""The QR code on the page of a pass."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from qrcode.exceptions import DataOverflowError

from gateway.pages.pass_symbol import SIDE, symbol_path

TEXT = ("6BF" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 4)[:168]
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")
PIXELS = 4


def test_drawn_path_is_read_as_the_pass() -> None:
    picture = Image.new("L", (SIDE * PIXELS, SIDE * PIXELS), 255)
    draw = ImageDraw.Draw(picture)
    for left, top, width in (tuple(map(int, run)) for run in RUN.findall(symbol_path(TEXT))):
        draw.rectangle((left * PIXELS, top * PIXELS, (left + width) * PIXELS - 1, (top + 1) * PIXELS - 1), fill=0)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [TEXT]


def test_path_is_nothing_but_runs() -> None:
    assert RUN.sub("", symbol_path(TEXT)) == ""


def test_text_longer_than_a_pass_is_refused() -> None:
    with pytest.raises((DataOverflowError, ValueError)):
        symbol_path("A" * 400)
