"""The strip at the foot of an invitation: a QR of the private link, and how to use it."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from services.documents.rendering.fitting import draw_fitted, fit
from services.documents.rendering.fonts import BOLD, REGULAR
from services.documents.rendering.papers import InviteeKind
from services.documents.rendering.qr import QUIET_MODULES, draw_symbol, symbol_of
from services.documents.rendering.text import printable

_USES: dict[InviteeKind, str] = {
    "unit": "Quét mã QR để trả lời giấy mời và đăng ký đại biểu",
    "guest": "Quét mã QR để trả lời giấy mời và nhận thẻ đại biểu",
}
_NOTICE = "Đường dẫn này dành riêng cho nơi được mời, đề nghị không chuyển tiếp."


class LinkPanel(Flowable):
    """As wide as the text; a thin line sets it apart from the paper itself.

    `side` is that of the QR without its quiet zone, in points.
    """

    def __init__(self, link: str, invitee_kind: InviteeKind, side: float) -> None:
        super().__init__()
        self._side = side
        self._link = printable(link)
        self._use = _USES[invitee_kind]
        self._symbol = symbol_of(self._link)
        self._quiet = side / self._symbol.size * QUIET_MODULES

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The whole width; the height of the QR with its quiet zone."""
        self.width, self.height = available_width, self._side + 2 * self._quiet
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line, the QR, and beside it what to do and the link to be typed."""
        canvas = self.canv
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(0.55)
        canvas.line(0, self.height, self.width, self.height)
        draw_symbol(canvas, self._symbol, self._quiet, self._quiet, self._side)
        left = self._side + 2 * self._quiet + 2 * mm
        width, top = self.width - left, self.height - self._quiet - 1 * mm
        top = draw_fitted(canvas, fit(self._use, BOLD, width, 30, 12, 10), left, top, width, "left")
        top = draw_fitted(canvas, fit("hoặc mở địa chỉ:", REGULAR, width, 20, 11, 11), left, top, width, "left")
        address = fit(self._link, REGULAR, width, 30, 11, 8)
        top = draw_fitted(canvas, address, left, top, width, "left")
        draw_fitted(canvas, fit(_NOTICE, REGULAR, width, 14, 10, 8), left, top - 1 * mm, width, "left")
