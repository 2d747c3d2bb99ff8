"""Composes the list of what the broadcaster is asked to change in a cut, for whoever edits it."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.film_time import span_on_film
from services.documents.models import CommentCategory, Obligation, VideoComment, VideoVersion, Weight
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import Column, ListPaper
from services.documents.rendering.table import numbered

CATEGORIES = {
    CommentCategory.CONTENT: "Nội dung",
    CommentCategory.FIGURES_NAMES: "Số liệu, tên",
    CommentCategory.PICTURE: "Hình ảnh",
    CommentCategory.SOUND: "Âm thanh",
    CommentCategory.ON_SCREEN_TEXT: "Chữ trên hình",
    CommentCategory.TECHNICAL: "Kỹ thuật",
}
_WEIGHTS = {Weight.MUST_FIX: "Bắt buộc", Weight.ADVICE: "Góp ý"}
_COLUMNS = (
    Column("STT", 13, "centre"),
    Column("Thời điểm", 37, "centre"),
    Column("Về", 28),
    Column("Mức độ", 22, "centre"),
    Column("Nội dung cần sửa", 69),
    Column("Đã sửa", 16, "centre"),
)


def film_changes(
    facts: ConferenceFacts, owed: Obligation, cut: VideoVersion, comments: Sequence[VideoComment], word: str | None
) -> ListPaper:
    """Danh sách nội dung cần sửa, in the order of the film; times of an earlier cut say so.

    `word`: what was said with the request. The last column is for the editor to tick.
    """
    rows = numbered(
        [_when(each, cut), CATEGORIES[each.category], _WEIGHTS[each.weight], each.text, ""] for each in comments
    )
    must_fix = sum(each.weight is Weight.MUST_FIX for each in comments)
    notes = [f"{owed.unit_name}, bản {cut.number}, tệp {cut.filename}", f"SHA-256 {cut.sha256}"]
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH NỘI DUNG CẦN SỬA",
        about=owed.title,
        notes=[*notes, *([f"Yêu cầu chung: {word}"] if word else [])],
        columns=_COLUMNS,
        rows=rows,
        closing=f"Danh sách có {len(rows)} nội dung, trong đó {must_fix} bắt buộc sửa. Thời điểm ghi theo phút:giây.",
        signer_name=facts.signer_name,
    )


def _when(comment: VideoComment, cut: VideoVersion) -> str:
    when = span_on_film(comment.from_ms, comment.to_ms)
    return when if comment.number == cut.number else f"{when} (bản {comment.number})"
