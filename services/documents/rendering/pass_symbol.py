"""The QR code of a pass, fast: version 7, level M, alphanumeric, always the same mask.

The `qrcode` library takes a millisecond and a half for one symbol, most of it for polynomials and for
placing 1,568 bits one by one. Here the library is asked once, at the first pass, which module each
bit goes to; afterwards a symbol is a lookup. The tests hold both to the same modules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, reduce
from operator import itemgetter

from qrcode.base import gexp, glog
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM

# 168 characters of base45, all of them in QR's alphanumeric set, fit into version 7 at level M. Larger
# versions and higher levels were read worse on small prints; the choice of mask made no difference.
VERSION = 7
MASK = 3
CAPACITY = 178
SIDE = VERSION * 4 + 17

_PASS_TEXT = re.compile(rf"[0-9A-Z $%*+\-./:]{{1,{CAPACITY}}}")

_BLOCKS = 4
_DATA_PER_BLOCK = 31
_CHECKS_PER_BLOCK = 18
_DATA_BITS = _BLOCKS * _DATA_PER_BLOCK * 8
_ALL_BITS = _BLOCKS * (_DATA_PER_BLOCK + _CHECKS_PER_BLOCK) * 8
_CHECK_MASK = (1 << _CHECKS_PER_BLOCK * 8) - 1

_LETTERS = ALPHA_NUM.decode()
_CHUNKS = {
    **{letter: f"{value:06b}" for value, letter in enumerate(_LETTERS)},
    **{a + b: f"{i * 45 + j:011b}" for i, a in enumerate(_LETTERS) for j, b in enumerate(_LETTERS)},
}


def fits_a_pass(text: str) -> bool:
    """Whether `pass_modules` can hold this text."""
    return _PASS_TEXT.fullmatch(text) is not None


def pass_modules(text: str) -> str:
    """The modules row by row, `1` for dark. The text must satisfy `fits_a_pass`."""
    data = _data_codewords(text)
    blocks = [data[start : start + _DATA_PER_BLOCK] for start in range(0, len(data), _DATA_PER_BLOCK)]
    checks = [_check_codewords(block) for block in blocks]
    codewords = bytes(word for part in (blocks, checks) for words in zip(*part, strict=True) for word in words)
    value = int.from_bytes(codewords, "big")
    inverted = value ^ ((1 << _ALL_BITS) - 1)
    return "".join(_module_sources()(f"{value:0{_ALL_BITS}b}{inverted:0{_ALL_BITS}b}01"))


def _data_codewords(text: str) -> bytes:
    """Mode, length, characters in pairs, end and padding (ISO/IEC 18004, 7.4)."""
    bits = f"0010{len(text):09b}" + "".join(_CHUNKS[text[start : start + 2]] for start in range(0, len(text), 2))
    bits += "0" * min(4, _DATA_BITS - len(bits))
    bits += "0" * (-len(bits) % 8)
    written = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return (written + b"\xec\x11" * _DATA_BITS)[: _DATA_BITS // 8]


def _check_codewords(block: bytes) -> bytes:
    """Reed-Solomon remainder of one block; the register is one integer, its feedback a table."""
    feedback, remainder, top = _feedback(), 0, (_CHECKS_PER_BLOCK - 1) * 8
    for word in block:
        remainder = ((remainder << 8) & _CHECK_MASK) ^ feedback[(remainder >> top) ^ word]
    return remainder.to_bytes(_CHECKS_PER_BLOCK, "big")


@cache
def _feedback() -> list[int]:
    """The generator polynomial without its leading term, multiplied by each byte."""
    generator = reduce(_times_root, range(_CHECKS_PER_BLOCK), [1])[1:]
    return [int.from_bytes(bytes(_product(factor, term) for term in generator), "big") for factor in range(256)]


def _times_root(polynomial: list[int], power: int) -> list[int]:
    scaled = [_product(term, gexp(power)) for term in polynomial]
    return [a ^ b for a, b in zip([*polynomial, 0], [0, *scaled], strict=True)]


def _product(a: int, b: int) -> int:
    return gexp(glog(a) + glog(b)) if a and b else 0


@cache
def _module_sources() -> Callable[[str], tuple[str, ...]]:
    """Picks, for each module, its character of: all bits, all bits inverted by the mask, `0`, `1`.

    The numbers of the bits are drawn into symbols digit by digit, so the library tells where bit
    `n` lands by the pattern of dark and light over those symbols.
    """
    light, dark = _drawn(0), _drawn((1 << _ALL_BITS) - 1)
    digits = [
        _drawn(int("".join(str(bit >> digit & 1) for bit in range(_ALL_BITS)), 2))
        for digit in range(_ALL_BITS.bit_length())
    ]

    def source(module: int) -> int:
        base = light[module]
        if base == dark[module]:
            return 2 * _ALL_BITS + base
        bit = sum((drawn[module] ^ base) << digit for digit, drawn in enumerate(digits))
        return bit + base * _ALL_BITS

    return itemgetter(*map(source, range(SIDE * SIDE)))


def _drawn(value: int) -> list[int]:
    """The library's symbol for these codewords, written as one integer."""
    code = QRCode(version=VERSION, error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    code.data_cache = list(value.to_bytes(_ALL_BITS // 8, "big"))
    code.makeImpl(False, MASK)
    return [int(bool(module)) for row in code.modules for module in row]
