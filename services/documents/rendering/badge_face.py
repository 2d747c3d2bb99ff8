"""Draws badges of one size on one canvas. What badges share is drawn once and referred to afterwards."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm

from services.documents.rendering.badge_layout import BadgeLayout, Box
from services.documents.rendering.badge_person import person_blocks
from services.documents.rendering.document import PaperCanvas
from services.documents.rendering.fitting import draw_fitted, fit
from services.documents.rendering.fonts import BOLD, ITALIC, REGULAR
from services.documents.rendering.papers import BadgePaper, Conference, DelegateKind
from services.documents.rendering.qr import draw_symbol, symbol_of
from services.documents.rendering.text import printable
from services.documents.rendering.words import moment_in_figures

KIND_WORDS: dict[DelegateKind, str] = {
    "delegate": "ĐẠI BIỂU",
    "presenter": "THAM LUẬN",
    "commended": "KHEN THƯỞNG",
    "unlisted": "KHÁCH",
}

# By protocol rank, again from the start after the last. White type on each has a contrast of at least 5:1;
# the band always carries words too, so nobody depends on telling colours apart.
RANK_COLOURS = ("#9B1B30", "#1B4F8A", "#1F6B3A", "#7A5200", "#5B2A86", "#0F6674", "#44515E", "#7A3B2E")

GOLD = HexColor("#B8892B")
INK = HexColor("#1A1A1A")


class BadgeFace:
    """Draws any number of badges with their lower left corner at the canvas' origin."""

    def __init__(self, canvas: PaperCanvas, layout: BadgeLayout) -> None:
        self._canvas = canvas
        self._layout = layout
        self._forms: dict[object, str] = {}

    def draw(self, badge: BadgePaper) -> None:
        """Draw one badge. Raises `TextTooLongForCode` before anything of it is drawn."""
        symbol = symbol_of(badge.pass_text)
        layout = self._layout
        self._shared(badge.conference, lambda: self._draw_conference(badge.conference))
        band = (badge.kind, badge.category_name, badge.protocol_rank)
        self._shared(band, lambda: self._draw_band(*band))
        self._canvas.setFillColor(INK)
        self._draw_person(badge)
        self._draw_text(_grouped(badge.code), BOLD, layout.code)
        draw_symbol(self._canvas, symbol, layout.qr_left * mm, layout.qr_bottom * mm, layout.qr_side * mm)

    def _shared(self, key: object, draw: Callable[[], None]) -> None:
        name = self._forms.get(key)
        if name is None:
            name = self._forms[key] = f"shared{len(self._forms)}"
            self._canvas.beginForm(name, upperx=self._layout.width * mm, uppery=self._layout.height * mm)
            draw()
            self._canvas.endForm()
        self._canvas.doForm(name)

    def _draw_conference(self, conference: Conference) -> None:
        layout, canvas = self._layout, self._canvas
        canvas.setFillColor(INK)
        self._draw_text((conference.host_parent or "").upper(), REGULAR, layout.parent)
        self._draw_text(conference.host.upper(), BOLD, layout.host)
        canvas.setStrokeColor(GOLD)
        canvas.setLineWidth(0.8)
        canvas.line(layout.margin * mm, layout.line * mm, (layout.width - layout.margin) * mm, layout.line * mm)
        self._draw_text(conference.short_title, BOLD, layout.title)
        when = moment_in_figures(conference.starts_at, conference.zone)
        self._draw_text(f"{when} · {conference.hall}", ITALIC, layout.when)

    def _draw_band(self, kind: DelegateKind, category: str, rank: int) -> None:
        layout, canvas, band = self._layout, self._canvas, self._layout.band
        canvas.setFillColor(HexColor(RANK_COLOURS[(rank - 1) % len(RANK_COLOURS)]))
        canvas.roundRect(
            band.left * mm, band.bottom * mm, band.width * mm, band.height * mm, 1.2 * mm, stroke=0, fill=1
        )
        canvas.setFillColor(white)
        self._draw_text(KIND_WORDS[kind], BOLD, layout.word)
        self._draw_text(category, REGULAR, layout.category)

    def _draw_text(self, text: str, font: str, box: Box) -> None:
        """Text in the middle of the height of its box."""
        width, height = box.width * mm, box.height * mm
        fitted = fit(printable(text), font, width, height, box.largest, box.smallest)
        top = box.bottom * mm + (height + fitted.height) / 2
        draw_fitted(self._canvas, fitted, box.left * mm, top, width, box.align)

    def _draw_person(self, badge: BadgePaper) -> None:
        """Name, post, unit and seat, one below the other, in the middle of their box."""
        box = self._layout.person
        blocks = person_blocks(badge, self._layout)
        top = box.bottom * mm + (box.height * mm + sum(block.height for block in blocks)) / 2
        for block in blocks:
            top = draw_fitted(self._canvas, block, box.left * mm, top, box.width * mm, box.align)


def _grouped(code: str) -> str:
    """`ABCD 2345`: as it is read out and typed."""
    return f"{code[:4]} {code[4:]}"
