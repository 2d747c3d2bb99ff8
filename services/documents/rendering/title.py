"""What a paper is called: its kind in capitals, what it is about, and the mark under it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus.flowables import HRFlowable

from services.documents.rendering.fitting import draw_fitted, fit
from services.documents.rendering.fonts import BOLD
from services.documents.rendering.profile import FormatProfile
from services.documents.rendering.text import printable

_INDENT = 36
_TALLEST = 400.0


def title_block(title: str, abstract: str, profile: FormatProfile) -> list[Flowable]:
    """`GIẤY MỜI`, beneath it `Dự Hội nghị …`, and what the profile draws under that."""
    lines: list[Flowable] = [
        Spacer(1, profile.title_size * 1.5),
        CentredLines(title, BOLD, profile.title_size),
        CentredLines(abstract, BOLD, profile.abstract_size),
    ]
    if profile.abstract_mark:
        return [*lines, CentredLines(profile.abstract_mark, BOLD, profile.abstract_size), Spacer(1, 10)]
    return [*lines, HRFlowable(width="25%", thickness=0.75, color="black", spaceBefore=4, spaceAfter=14)]


class CentredLines(Flowable):
    """Text in the middle of the page, in lines of like length: none holds a lone word."""

    def __init__(self, text: str, font: str, size: float) -> None:
        super().__init__()
        self._text = printable(text)
        self._font, self._size = font, size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width, as high as the lines."""
        self._lines = fit(self._text, self._font, available_width - 2 * _INDENT, _TALLEST, self._size, self._size)
        self.width, self.height = available_width, self._lines.height
        return self.width, self.height

    def draw(self) -> None:
        """From the top."""
        draw_fitted(self.canv, self._lines, 0, self.height, self.width, "centre")
