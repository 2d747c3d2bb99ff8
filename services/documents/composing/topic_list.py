"""Composes the list of topics (tham luận), which is printed and saved as a workbook alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.documents.models import Topic
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import Column, ListPaper
from services.documents.rendering.table import numbered
from services.documents.rendering.words import moment_in_words
from services.documents.workflows.topic import TopicState

_STATES = {
    TopicState.DRAFT: "Bản nháp",
    TopicState.PROPOSED: "Đã gửi Văn phòng",
    TopicState.REVISION_ASKED: "Cần chỉnh lại",
    TopicState.SET_ASIDE: "Không chọn",
    TopicState.WITHDRAWN: "Đã rút",
    TopicState.SELECTED: "Đã chọn, chờ đơn vị nhận lời",
    TopicState.DECLINED: "Đơn vị từ chối",
    TopicState.ACCEPTED: "Đơn vị đã nhận",
    TopicState.TEXT_RECEIVED: "Đã có bài, chờ thẩm định",
    TopicState.TEXT_RETURNED: "Bài cần sửa",
    TopicState.APPRAISED: "Bài đã duyệt",
    TopicState.SCHEDULED: "Đã xếp vào chương trình",
}
_COLUMNS = (
    Column("STT", 12, "centre"),
    Column("Chủ đề", 70),
    Column("Phòng đề xuất", 36),
    Column("Đơn vị tham luận", 44),
    Column("Người trình bày", 40),
    Column("Phút", 14, "centre"),
    Column("Trạng thái", 38),
    Column("Ghi chú", 40),
)


def topic_list(facts: ConferenceFacts, topics: Sequence[Topic], now: datetime) -> ListPaper:
    """Danh mục chủ đề tham luận: who proposes what, who presents it, and where it is."""
    local = now.astimezone(facts.conference.zone)
    rows = numbered(
        [
            each.title,
            each.department_name,
            each.unit_name or "",
            ", ".join(part for part in (each.presenter_name, each.presenter_post) if part),
            each.minutes or "",
            _STATES[each.state],
            each.note or "",
        ]
        for each in topics
    )
    return ListPaper(
        conference=facts.conference,
        title="DANH MỤC CHỦ ĐỀ THAM LUẬN",
        about=f"Tại {facts.conference.occasion}",
        notes=[f"Tính đến {moment_in_words(local)}"],
        columns=_COLUMNS,
        rows=rows,
        closing=f"Danh mục có {len(rows)} chủ đề.",
        day=local.date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )
