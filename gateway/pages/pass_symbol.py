"""The QR code of a pass as one SVG path, in modules with the quiet zone around it."""

from __future__ import annotations

import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

VERSION = 7
"""168 characters of base45 fit into it at level M; larger ones were read worse from small screens."""
QUIET_MODULES = 4
SIDE = VERSION * 4 + 17 + 2 * QUIET_MODULES
"""Width of the drawing's `viewBox`."""

_DARK_RUN = re.compile("1+")


def symbol_path(text: str) -> str:
    """Path data for `<path d>` in a square of `SIDE`. Raises `DataOverflowError` for a text longer than a pass."""
    code = QRCode(version=VERSION, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=False)
    return "".join(_row(row, line) for row, line in enumerate(code.modules))


def _row(row: int, line: list[bool | None]) -> str:
    runs = _DARK_RUN.finditer("".join("1" if module else "0" for module in line))
    return "".join(_run(row, *run.span()) for run in runs)


def _run(row: int, start: int, end: int) -> str:
    return f"M{start + QUIET_MODULES} {row + QUIET_MODULES}h{end - start}v1h{start - end}z"
