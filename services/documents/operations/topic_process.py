"""The process of a topic: its table in words, and one step of it with what goes along."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from services.documents.models import Topic
from services.documents.operations.announce_topic import announce_topic
from services.documents.operations.steps import Process, take_step
from services.documents.workflows.topic import TOPIC_WORKFLOW, TopicAction

TOPIC = Process(
    TOPIC_WORKFLOW,
    {
        "propose": Text("ghi chủ đề này", "wrote this topic down"),
        "update": Text("sửa chủ đề này", "changed this topic"),
        "send": Text("gửi chủ đề này cho Văn phòng", "sent this topic to the office"),
        "withdraw": Text("rút chủ đề này", "withdrew this topic"),
        "select": Text("chọn chủ đề này", "selected this topic"),
        "ask_revision": Text("yêu cầu chỉnh lại chủ đề này", "asked for this topic to be revised"),
        "set_aside": Text("không chọn chủ đề này", "set this topic aside"),
        "restore": Text("khôi phục chủ đề này", "brought this topic back"),
        "accept": Text("nhận tham luận chủ đề này", "accepted to present this topic"),
        "decline": Text("từ chối tham luận chủ đề này", "declined to present this topic"),
        "name_presenter": Text("đổi người trình bày", "named the presenter"),
        "receive_text": Text("gửi bài tham luận", "handed in the text"),
        "take_text_back": Text("rút bài tham luận", "took the text back"),
        "return_text": Text("trả lại bài tham luận", "returned the text"),
        "approve_text": Text("duyệt bài tham luận", "approved the text"),
        "schedule": Text("xếp tham luận vào chương trình", "put it in the agenda"),
        "unschedule": Text("đưa tham luận ra khỏi chương trình", "took it out of the agenda"),
    },
)
TELLS_WHY = (TopicAction.SET_ASIDE, TopicAction.ASK_REVISION, TopicAction.DECLINE, TopicAction.RETURN_TEXT)
KEEPS_NOTE = (TopicAction.UPDATE, TopicAction.NAME_PRESENTER)


def advance(
    session: Session, topic: Topic, action: TopicAction, *, by: Identity | None, clock: Clock, reason: str | None = None
) -> None:
    """Take one step and announce it. Raises `Problem`: forbidden, done-meanwhile, step-not-possible."""
    take_step(session, topic, action, TOPIC, by=by, at=clock(), reason=reason)
    note_step(session, topic, action, reason, clock)


def note_step(session: Session, topic: Topic, action: TopicAction, reason: str | None, clock: Clock) -> None:
    """What goes along with every step that was taken."""
    topic.touched = True
    if action not in KEEPS_NOTE:
        topic.note = reason if action in TELLS_WHY else None
    announce_topic(session, topic, action, clock)
