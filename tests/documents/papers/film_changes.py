"""Danh sách nội dung cần sửa của phóng sự, with remarks of this cut and of the one before."""

from __future__ import annotations

from functools import partial

from services.documents.composing.film_changes import film_changes
from services.documents.models import CommentCategory, Obligation, VideoComment, VideoVersion, Weight
from services.documents.rendering import render_list
from tests.documents.papers.conference import FACTS

OWED = Obligation(
    unit_name="Đài Phát thanh - Truyền hình Thái Nguyên",
    title="Phóng sự kết quả công tác tuyên giáo 6 tháng đầu năm 2024",
)
CUT = VideoVersion(
    number=2,
    filename="phóng sự bản 2.mp4",
    sha256="5b27f1171677a21b736bca6053ec35731aec2edcc9fef87a3d93e23bbf7a006c",
)


def comment(
    number: int, when: tuple[int, int | None], category: CommentCategory, weight: Weight, text: str
) -> VideoComment:
    """What an appraiser wrote of a moment or a span, in milliseconds."""
    return VideoComment(number=number, from_ms=when[0], to_ms=when[1], category=category, weight=weight, text=text)


COMMENTS = [
    comment(1, (12_000, None), CommentCategory.SOUND, Weight.ADVICE, "Lời bình hơi nhanh"),
    comment(
        2,
        (195_500, 200_000),
        CommentCategory.FIGURES_NAMES,
        Weight.MUST_FIX,
        "Sai chức danh của người được phỏng vấn; đề nghị đối chiếu với danh sách đại biểu do Văn phòng Ban cung cấp",
    ),
    comment(2, (3_723_040, None), CommentCategory.ON_SCREEN_TEXT, Weight.MUST_FIX, "Thiếu dấu trong tên đơn vị"),
]

IN_FORM = {
    "film-changes": partial(
        render_list, film_changes(FACTS, OWED, CUT, COMMENTS, "Đề nghị thay nhạc nền ở phần mở đầu.")
    ),
}
