"""What can go wrong with topics, in words for people and types for programs."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

ROOM_UNKNOWN = ProblemType(
    "room-unknown",
    422,
    Text("Không có phòng này trong kế hoạch", "The plan has no such department"),
    Text(
        "Xin chọn một phòng có trong kế hoạch của hội nghị; tài khoản của phòng cần gắn đúng mã phòng.",
        "Choose a department of the conference's plan; a department's account has to name its own.",
    ),
)
PRESENTING_UNIT_UNKNOWN = ProblemType(
    "presenting-unit-unknown",
    422,
    Text("Không có đơn vị này trong kế hoạch", "The plan has no such unit"),
    Text("Xin chọn một đơn vị có trong kế hoạch của hội nghị.", "Choose a unit of the conference's plan."),
)
NOTHING_TO_SEND = ProblemType(
    "nothing-to-send",
    409,
    Text("Không còn bản nháp nào để gửi", "There is no draft to send"),
    Text(
        "Mọi chủ đề của phòng đã gửi Văn phòng. Xin ghi thêm chủ đề rồi gửi.",
        "Every topic of the department has been sent. Write another one down, then send it.",
    ),
)
TOPIC_INCOMPLETE = ProblemType(
    "topic-incomplete",
    409,
    Text("Chủ đề chưa đủ để gửi", "The topic is not complete"),
    Text(
        "Còn thiếu đơn vị tham luận hoặc lý do đề xuất: {titles}. Xin bổ sung rồi gửi; chưa có gì thay đổi.",
        "The unit or the reason is missing: {titles}. Add it and send again; nothing was changed.",
    ),
)
NO_TIME_LIMIT = ProblemType(
    "no-time-limit",
    409,
    Text("Chưa có thời lượng", "There is no time limit yet"),
    Text(
        "Xin ghi số phút trình bày rồi xếp tham luận vào chương trình.",
        "Give the minutes, then put the presentation in the agenda.",
    ),
)
PRESENTER_NOT_POSSIBLE = ProblemType(
    "presenter-not-possible",
    409,
    Text("Đại biểu này không trình bày được", "This delegate cannot present it"),
    Text(
        "Người trình bày phải là đại biểu của đơn vị tham luận và chưa rút tên. Xin chọn lại hoặc ghi họ tên.",
        "Whoever presents is a delegate of the unit who still comes. Choose another one, or give a name.",
    ),
)
