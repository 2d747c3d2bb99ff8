"""Sơ đồ chỗ ngồi on A4: small enough that every letter counts."""

from __future__ import annotations

from datetime import date

from services.documents.rendering import (
    FormatProfile,
    PrintedRow,
    PrintedSeat,
    RenderedPaper,
    SeatingPaper,
    render_seating_plan,
)
from tests.documents.papers.conference import CONFERENCE

_NAMES = ("Khổng Tường Lam", "Âu Thục Nghĩa", "Doãn Diệu Châu", "Hứa Minh An", "Nguyễn Thị Phương Uyên")


def row(name: str, *blocks: int, reserved: bool = False) -> PrintedRow:
    """A row with some seats free and one out of use."""
    number, made = 0, []
    for count in blocks:
        seats = []
        for _ in range(count):
            number += 1
            holder = _NAMES[(ord(name[0]) + number) % len(_NAMES)]
            seats.append(PrintedSeat(f"{number:02d}", number != 3, holder if number % 4 else "", number % 3))
        made.append(seats)
    return PrintedRow(name, made, reserved)


PAPER = SeatingPaper(
    conference=CONFERENCE,
    published_on=date(2024, 7, 1),
    platform=row("CT", 5),
    rows=[row(name, 6, 8, 6, reserved=name == "A") for name in "ABCDEFGH"],
    categories=["Thường trực Tỉnh ủy", "Lãnh đạo sở, ngành khối khoa giáo", "Báo cáo viên"],
)


def _on_a4(profile: FormatProfile) -> RenderedPaper:
    return render_seating_plan(PAPER, profile, "a4")


IN_FORM = {"seating-plan": _on_a4}
