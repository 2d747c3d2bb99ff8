"""The pages of a PDF as sheets: what is seen of each, turned as it is shown, in its own unit."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.documents.form_check.kinds import PDF
from services.documents.form_check.refusal import CannotCheck

POINTS_OF_MM = 72 / 25.4
MOST_PAGES = 2_000


@dataclass(frozen=True)
class Box:
    """A page in points of its own unit, unturned: the visible part, how far it is turned, and what a unit measures."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is shown, millimetres."""
        width = abs(self.right - self.left) * self.unit / POINTS_OF_MM
        height = abs(self.top - self.bottom) * self.unit / POINTS_OF_MM
        return (height, width) if self.turned in {90, 270} else (width, height)

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle of the page as it is shown: left, bottom, right, top from the lower left corner, points."""
        corners = (left - self.left, bottom - self.bottom, right - self.left, top - self.bottom)
        x0, y0, x1, y1 = (value * self.unit for value in corners)
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        if self.turned == 90:
            return y0, width - x1, y1, width - x0
        if self.turned == 180:
            return width - x1, height - y1, width - x0, height - y0
        if self.turned == 270:
            return height - y1, x0, height - y0, x1
        return x0, y0, x1, y1


def boxes(path: Path) -> list[Box]:
    """Every page. Raises `CannotCheck` when the file is broken, has a password, or more pages than anybody reads."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as file:
            reader = pypdf.PdfReader(file, strict=False)
            # Many files are protected against changes only: an empty password opens them.
            if reader.is_encrypted and not reader.decrypt(""):
                raise CannotCheck("encrypted", PDF)
            return list(_boxes(reader.pages))
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError, RecursionError) as broken:
        raise CannotCheck("broken", PDF) from broken


def _boxes(pages: Any) -> Iterator[Box]:
    if len(pages) > MOST_PAGES:
        raise CannotCheck("too_much", PDF)
    for page in pages:
        box = page.cropbox
        left, right = sorted((float(box.left), float(box.right)))
        bottom, top = sorted((float(box.bottom), float(box.top)))
        unit = float(page.user_unit or 1)
        yield Box(left, bottom, right, top, int(page.rotation or 0) % 360, unit if unit > 0 else 1.0)
