"""What the notification service refuses, and what to do then."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

MESSAGE_NOT_RETRIABLE = ProblemType(
    "message-not-retriable",
    409,
    Text("Thư này chưa cần gửi lại", "This message cannot be sent again now"),
    Text(
        "Chỉ gửi lại được thư bị lỗi hoặc chưa rõ đã đến hay chưa. Xin tải lại trang để xem trạng thái mới nhất.",
        "Only a message that failed or may not have arrived can be sent again. Reload to see its latest state.",
    ),
)
MESSAGE_OBSOLETE = ProblemType(
    "message-obsolete",
    409,
    Text("Nội dung thư không còn hiệu lực", "The message no longer holds"),
    Text(
        "Giấy mời hoặc đăng ký nêu trong thư đã thay đổi hoặc bị thu hồi. Xin phát hành lại nếu cần gửi thư mới.",
        "The invitation or registration it tells of was changed or withdrawn. Issue it anew to send a new message.",
    ),
)
MESSAGE_NOT_CANCELLABLE = ProblemType(
    "message-not-cancellable",
    409,
    Text("Thư này không hủy được", "This message cannot be stopped"),
    Text(
        "Chỉ hủy được thư nhắc còn hẹn gửi. Xin tải lại trang để xem trạng thái mới nhất.",
        "Only a reminder that has not left can be stopped. Reload to see its latest state.",
    ),
)
PROBLEMS = (MESSAGE_NOT_RETRIABLE, MESSAGE_OBSOLETE, MESSAGE_NOT_CANCELLABLE)
