"""Draws a page in a child process, one at a time, and remembers the last ones."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

from services.documents.turns import Turns

WIDTH = 900
"""Dots: letters of 12 points can be read on a phone that is held upright and zoomed, and at a desk as they are."""
SECONDS = 15
KEPT = 32
"""Pictures of some 60 kB each."""

_ROOT = Path(__file__).parents[3]
_MODULE = "services.documents.picture.child"


class PictureFailed(RuntimeError):
    """The child did not draw, or not in time."""


class Painter:
    """Draws one page at a time, so that previews never take both processors from those at the door."""

    def __init__(self) -> None:
        self._turns = Turns(1)
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def first_page(self, content: bytes) -> bytes:
        """PNG of the first page of a PDF; the same PDF is drawn once while it is remembered. Raises `PictureFailed`."""
        key = hashlib.sha256(content).hexdigest()
        with self._turns.turn(SECONDS) as granted:
            if not granted:
                raise PictureFailed("others are being drawn")
            picture = self._kept.pop(key, None) or _drawn(content)
            self._kept[key] = picture
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return picture


def _drawn(content: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", _MODULE, str(WIDTH)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=True, env={"PYTHONPATH": str(_ROOT)}
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise PictureFailed(str(error)) from error
    return done.stdout
