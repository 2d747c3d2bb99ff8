"""Thẻ đại biểu in both sizes, and ten of them on a sheet; biển tên."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from services.documents.rendering import (
    BadgePaper,
    BadgeSize,
    NameTent,
    render_badge,
    render_badge_sheet,
    render_name_tents,
)
from tests.documents.papers.conference import CONFERENCE

PASS_TEXT = (
    "6BF+70790T9WJWG.FKY*4GO0.O1CV2 ETB*1FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC"
    "0FDC:5AIA%G7X+AQB9746HS80:54IBQF60R6$A80X6S1BTYACG6M+9XG8KIAWNA91AY%67092L4WJCT3EHS8"
)
BADGE = BadgePaper(
    conference=CONFERENCE,
    full_name="Nguyễn Hữu Lệ Phượng",
    category_name="Sở, ngành khối khoa giáo",
    protocol_rank=4,
    pass_text=PASS_TEXT,
    code="K7M29QXD",
    post="Phó Trưởng phòng",
    unit_name="Sở Giáo dục và Đào tạo",
    seat="C12",
)
LONG = replace(
    BADGE,
    full_name="Công Tằng Tôn Nữ Nguyễn Thị Hồng Ngọc Phượng Quyên",
    category_name="Báo cáo viên, cộng tác viên dư luận xã hội cấp tỉnh",
    post="Phó Trưởng ban Thường trực Ban Tuyên giáo, kiêm Giám đốc Trung tâm chính trị",
    unit_name="Ban Tuyên giáo Huyện ủy Phú Bình",
    protocol_rank=7,
    kind="presenter",
)
GUEST = replace(BADGE, full_name="Lê An", post=None, unit_name=None, seat=None, protocol_rank=1, kind="unlisted")
SHEET = [BADGE, LONG, GUEST, *(replace(BADGE, protocol_rank=rank, kind="commended") for rank in range(1, 10))]
TENTS = [
    NameTent("Lê An", "Phó Trưởng phòng, Sở Giáo dục và Đào tạo"),
    NameTent(LONG.full_name, f"{LONG.post}, {LONG.unit_name}"),
]

PLAIN = {
    "badge-card": partial(render_badge, BADGE, BadgeSize.CARD),
    "badge-a6": partial(render_badge, LONG, BadgeSize.A6),
    "badge-sheet": partial(render_badge_sheet, SHEET, BadgeSize.CARD),
    "name-tents": partial(render_name_tents, CONFERENCE, TENTS),
}
