"""What can go wrong with an agenda, in words for people and types for programs."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

NO_AGENDA = ProblemType(
    "no-agenda",
    404,
    Text("Chương trình chưa công bố", "The agenda is not published"),
    Text(
        "Văn phòng chưa công bố chương trình của hội nghị này. Xin xem lại sau.",
        "The office has not published the agenda of this conference. Look again later.",
    ),
)
AGENDA_EMPTY = ProblemType(
    "agenda-empty",
    409,
    Text("Chương trình chưa có mục nào", "The agenda is empty"),
    Text("Xin thêm ít nhất một mục rồi công bố.", "Add at least one item, then publish."),
)
AGENDA_UNCHANGED = ProblemType(
    "agenda-unchanged",
    409,
    Text("Bản nháp không khác bản đã công bố", "The draft is what was published"),
    Text(
        "Không có gì mới để công bố. Xin sửa chương trình trước.",
        "There is nothing new to publish. Change the agenda first.",
    ),
)
AGENDA_CHANGED_MEANWHILE = ProblemType(
    "agenda-changed-meanwhile",
    409,
    Text("Chương trình vừa được người khác thay đổi", "The agenda was changed by somebody else meanwhile"),
    Text(
        "{done} Thao tác của đồng chí chưa được lưu. Xin xem bản mới nhất rồi làm lại.",
        "{done} What you did was not saved. Look at the latest state, then do it again.",
    ),
)
NOTHING_TO_UNDO = ProblemType(
    "nothing-to-undo",
    409,
    Text("Không còn gì để hoàn tác", "There is nothing to undo"),
    Text("Bản nháp đã trở về lúc đầu.", "The draft is as it was in the beginning."),
)
AGENDA_ITEM_BEGUN = ProblemType(
    "agenda-item-begun",
    409,
    Text("Mục đã diễn ra không bỏ được", "What has happened cannot be taken out"),
    Text(
        "“{title}” đã bắt đầu hoặc đã xong. Xin giữ mục này trong chương trình.",
        "“{title}” has begun or is over. Keep it in the agenda.",
    ),
)
AGENDA_NOT_IN_PLAN = ProblemType(
    "agenda-not-in-plan",
    409,
    Text("Kế hoạch không có chương trình", "The plan has no agenda"),
    Text(
        "Tệp kế hoạch chưa có phần agenda. Xin thêm từng mục tại trang này.",
        "The plan file has no part “agenda”. Add the items on this page.",
    ),
)
PRESENTATION_NOT_READY = ProblemType(
    "presentation-not-ready",
    409,
    Text("Tham luận chưa xếp được vào chương trình", "The presentation cannot be put in the agenda yet"),
    Text(
        "Bài của tham luận “{title}” chưa được duyệt, hoặc tham luận không còn trong danh sách. Xin duyệt bài trước.",
        "The text of “{title}” is not approved, or it is no longer among the presentations. Approve the text first.",
    ),
)
ANOTHER_ITEM_RUNS = ProblemType(
    "another-item-runs",
    409,
    Text("Một mục khác đang diễn ra", "Another item is on"),
    Text(
        "“{title}” đang diễn ra. Xin kết thúc hoặc hoàn tác mục ấy trước.",
        "“{title}” is on. Finish it or take it back first.",
    ),
)
