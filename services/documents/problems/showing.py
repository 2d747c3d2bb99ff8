"""What can go wrong when the film is scheduled, broadcast and shown."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

ANOTHER_CUT_APPROVED = ProblemType(
    "another-cut-approved",
    409,
    Text("Bản này không phải bản đã duyệt", "This is not the approved cut"),
    Text(
        "Bản đã duyệt là bản {number}, mã kiểm tra {sha256}. Xin tải lại trang rồi xếp lịch cho bản đó.",
        "The approved cut is number {number}, checksum {sha256}. Reload the page and schedule that one.",
    ),
)
NO_FILM_ITEM = ProblemType(
    "no-film-item",
    422,
    Text("Mục này không chiếu phim", "No film is shown in this item"),
    Text(
        "Chương trình không có mục phóng sự này. Xin thêm mục loại Phóng sự ở trang Lập chương trình rồi chọn lại.",
        "The agenda has no such item for a film. Add an item of kind Film to the agenda, then choose it.",
    ),
)
NOTHING_TO_SHOW = ProblemType(
    "nothing-to-show",
    409,
    Text("Không có phim để chiếu", "There is no film to show"),
    Text(
        "Phim chưa được xếp vào chương trình hội nghị, hoặc vừa được đưa ra khỏi lịch. Chưa ghi gì.",
        "The film is not scheduled into the conference, or was just taken off. Nothing was noted.",
    ),
)
NOT_THE_APPROVED_FILM = ProblemType(
    "not-the-approved-film",
    409,
    Text("Phim đã phát không phải bản đã duyệt", "The film that was played is not the approved one"),
    Text(
        "Mã kiểm tra của tệp đã phát không khớp với bản đã duyệt. Chưa ghi gì; xin báo Văn phòng.",
        "The checksum of the file that was played is not that of the approved cut. Nothing was noted; tell the office.",
    ),
)
BROADCAST_IN_FUTURE = ProblemType(
    "broadcast-in-future",
    422,
    Text("Chưa tới giờ phát sóng", "The broadcast is yet to come"),
    Text(
        "Giờ đã phát ({at}) còn ở phía trước. Xin báo sau khi phim đã lên sóng.",
        "The time that was given ({at}) is yet to come. Report it when the film has been on air.",
    ),
)
SAME_BROADCAST = ProblemType(
    "same-broadcast",
    409,
    Text("Khung giờ này đã có", "This slot is there already"),
    Text(
        "Kênh {channel} đã có lịch phát vào đúng giờ này.",
        "Channel {channel} has the film at this very time already.",
    ),
)
