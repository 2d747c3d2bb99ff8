"""How loud a film is from its beginning to its end, with its black, frozen and silent passages below."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from services.documents.film.inspection.report import LoudnessCurve, Passage, PassageKind
from services.documents.film.inspection.timeline import LEAST_LUFS, MOST_LUFS
from services.documents.rendering.fonts import REGULAR

_CURVE = 42 * mm
_LANE = 5 * mm
_LEFT = 19 * mm
_FOOT = 5 * mm
_SIZE = 9.0
_GRID = HexColor("#BBBBBB")
_BAND = HexColor("#DDDDDD")
_MOMENTARY = HexColor("#888888")
_LEAST_BAR = 1.6
"""Points: a passage of a second in an hour is still seen."""
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
"""Seconds from one time below the chart to the next."""
_MOST_TIMES = 10
LANES = ((PassageKind.BLACK, "Hình đen"), (PassageKind.FROZEN, "Hình đứng"), (PassageKind.SILENT, "Mất tiếng"))


class LoudnessChart(Flowable):
    """As wide as the text. `band`: the loudness that is asked of the whole film, LUFS."""

    def __init__(
        self, curve: LoudnessCurve, passages: Sequence[Passage], duration_ms: int, band: tuple[float, float]
    ) -> None:
        super().__init__()
        self._curve = curve
        self._passages = passages
        self._duration_ms = max(1, duration_ms)
        self._band = band

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """All of the width."""
        self.width = available_width
        self.height = _CURVE + _LANE * len(LANES) + _FOOT
        return self.width, self.height

    def draw(self) -> None:
        """From the bottom: times, lanes of passages, the curve."""
        self.canv.setLineWidth(0.4)
        self._draw_times()
        self._draw_lanes()
        self._draw_scale()
        self._draw_line(self._curve.momentary, _MOMENTARY, 0.4)
        self._draw_line(self._curve.short_term, black, 0.9)
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.5)
        self.canv.rect(_LEFT, _FOOT, self.width - _LEFT, self.height - _FOOT, fill=0)

    @property
    def _floor(self) -> float:
        return _FOOT + _LANE * len(LANES)

    def _x(self, milliseconds: float) -> float:
        return _LEFT + (self.width - _LEFT) * min(1.0, milliseconds / self._duration_ms)

    def _y(self, lufs: float | None) -> float:
        value = LEAST_LUFS if lufs is None else min(max(lufs, LEAST_LUFS), MOST_LUFS)
        return self._floor + _CURVE * (value - LEAST_LUFS) / (MOST_LUFS - LEAST_LUFS)

    def _draw_times(self) -> None:
        seconds = self._duration_ms / 1000
        step = next((each for each in _STEPS if seconds / each <= _MOST_TIMES), _STEPS[-1])
        self.canv.setFont(REGULAR, _SIZE)
        for number in range(int(seconds / step) + 1):
            minutes, rest = divmod(number * step, 60)
            x = self._x(number * step * 1000)
            self.canv.setFillColor(black)
            self.canv.drawCentredString(min(x, self.width - 4 * mm), 0.8 * mm, f"{minutes:02d}:{rest:02d}")
            self.canv.setStrokeColor(_GRID)
            self.canv.line(x, _FOOT, x, self.height)

    def _draw_lanes(self) -> None:
        for lane, (kind, name) in enumerate(LANES):
            low = self._floor - _LANE * (lane + 1)
            self.canv.setStrokeColor(_GRID)
            self.canv.line(_LEFT, low + _LANE, self.width, low + _LANE)
            self.canv.setFillColor(black)
            self.canv.drawRightString(_LEFT - 1.5 * mm, low + 1.4 * mm, name)
            for passage in (each for each in self._passages if each.kind is kind):
                x = self._x(passage.start_ms)
                width = max(_LEAST_BAR, self._x(passage.end_ms) - x)
                self.canv.rect(x, low + 1 * mm, width, _LANE - 2 * mm, stroke=0, fill=1)

    def _draw_scale(self) -> None:
        low, high = (self._y(each) for each in self._band)
        self.canv.setFillColor(_BAND)
        self.canv.rect(_LEFT, low, self.width - _LEFT, high - low, stroke=0, fill=1)
        for lufs in range(LEAST_LUFS, MOST_LUFS + 1, 10):
            y = self._y(lufs)
            self.canv.setStrokeColor(_GRID)
            self.canv.line(_LEFT, y, self.width, y)
            self.canv.setFillColor(black)
            if lufs == LEAST_LUFS:
                # The name of the first lane stands there.
                continue
            label = f"−{-lufs}" if lufs else "0 LUFS"
            self.canv.drawRightString(_LEFT - 1.5 * mm, min(y - _SIZE * 0.35, self.height - _SIZE * 0.8), label)
        self.canv.setFillColor(white)

    def _draw_line(self, values: Sequence[float | None], colour: Color, width: float) -> None:
        """Steps of silence lie on the floor."""
        if not values:
            return
        path = self.canv.beginPath()
        for number, value in enumerate(values):
            x, y = self._x((number + 0.5) * self._curve.step_ms), self._y(value)
            if number:
                path.lineTo(x, y)
            else:
                path.moveTo(x, y)
        self.canv.setStrokeColor(colour)
        self.canv.setLineWidth(width)
        self.canv.drawPath(path)
