"""The sections of a .docx as sheets of paper, and the measures that files give them in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.documents.form_check.facts import Sheet
from services.documents.form_check.word.package import Element, W

TWIPS_OF_MM = 1440 / 25.4
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_TWIPS = {"mm": TWIPS_OF_MM, "cm": 10 * TWIPS_OF_MM, "in": 1440, "pt": 20, "pc": 240, "pi": 240, None: 1}
_LETTER = (12240, 15840)
"""What Word takes when a section names no paper."""
_INCH = 1440
"""What Word takes when a section names no margin."""


@dataclass(frozen=True)
class Measures:
    """A section in twips: paper and margins. `starts_page`: it begins on a page of its own."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    starts_page: bool

    @property
    def line(self) -> float:
        """How wide a line is, points; an inch at least, so that a broken file does not make endless pages."""
        return max(self.width - self.left - self.right, _INCH) / 20

    @property
    def column(self) -> float:
        """How high the text of a page is, points; an inch at least."""
        return max(self.height - self.top - self.bottom, _INCH) / 20


def measures(section: Element | None, *, gutter_at_top: bool = False) -> Measures:
    """The measures of a `w:sectPr`; without one those that Word takes by itself."""
    paper = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    kind = section.find(f"{W}type") if section is not None else None
    gutter = twips(margins, "gutter", 0)
    return Measures(
        width=twips(paper, "w", _LETTER[0]),
        height=twips(paper, "h", _LETTER[1]),
        # A negative margin holds against a high header; its measure is meant all the same.
        top=abs(twips(margins, "top", _INCH)) + (gutter if gutter_at_top else 0),
        bottom=abs(twips(margins, "bottom", _INCH)),
        left=twips(margins, "left", _INCH) + (0 if gutter_at_top else gutter),
        right=twips(margins, "right", _INCH),
        starts_page=kind is None or kind.get(f"{W}val") != "continuous",
    )


def sheet(number: int, measured: Measures, quote: str) -> Sheet:
    """The sheet of a section, in millimetres."""
    margins = {side: getattr(measured, side) / TWIPS_OF_MM for side in ("top", "bottom", "left", "right")}
    return Sheet("section", number, measured.width / TWIPS_OF_MM, measured.height / TWIPS_OF_MM, margins, quote)


def twips(element: Element | None, name: str, otherwise: float) -> float:
    """A length of an attribute: a plain number is twips, `20mm` says its unit (Strict)."""
    found = _MEASURE.fullmatch(str(element.get(f"{W}{name}"))) if element is not None else None
    return float(found[1]) * _TWIPS[found[2]] if found else otherwise
