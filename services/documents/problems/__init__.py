"""What can go wrong in the documents service, in words for people and types for programs."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

PLAN_INVALID = ProblemType(
    "plan-invalid",
    422,
    Text("Kế hoạch chưa đúng", "The plan is not valid"),
    Text(
        "Tệp kế hoạch còn {count} lỗi. Xin sửa từng dòng được nêu rồi gửi lại; chưa có gì thay đổi.",
        "The plan file has {count} errors. Correct the listed lines and send it again; nothing was changed.",
    ),
)
PLAN_REMOVES_WORK = ProblemType(
    "plan-removes-work",
    409,
    Text("Kế hoạch mới bỏ đi phần đã có người thực hiện", "The plan removes what people have already worked on"),
    Text(
        "{sentences} Chưa có gì thay đổi. Nếu đồng chí chắc chắn, xin xác nhận bỏ rồi gửi lại.",
        "{sentences} Nothing was changed. If this is meant, confirm the removal and send again.",
    ),
)
POSTPONED_TO_THE_PAST = ProblemType(
    "postponed-to-the-past",
    422,
    Text("Thời gian mới đã qua", "The new time has passed"),
    Text(
        "Hôm nay là {today}. Xin chọn một thời điểm sắp tới; chưa có gì thay đổi.",
        "Today is {today}. Choose a moment to come; nothing was changed.",
    ),
)
POSTPONED_TO_THE_SAME = ProblemType(
    "postponed-to-the-same",
    422,
    Text("Thời gian và địa điểm không đổi", "Time and place stay the same"),
    Text(
        "Hội nghị đang họp đúng lúc và đúng nơi này. Xin chọn ngày, giờ hoặc địa điểm khác.",
        "The conference is at this time and place already. Choose another day, hour or place.",
    ),
)
POSTPONED_TOO_FAR = ProblemType(
    "postponed-too-far",
    422,
    Text("Dời quá một năm", "Moved by more than a year"),
    Text(
        "Chỉ dời được trong vòng một năm. Nếu họp vào năm khác, xin lập kế hoạch mới.",
        "A conference is moved by a year at most. For another year, make a new plan.",
    ),
)
NOT_IN_THE_PLAN = ProblemType(
    "not-in-the-plan",
    422,
    Text("Kế hoạch không có mục này", "The plan has no such entry"),
    Text(
        "Kế hoạch đang áp dụng không có {what}. Xin chọn lại trong danh sách.",
        "The plan that holds has no {what}. Choose from the list.",
    ),
)
REPORT_NOT_ACCEPTED = ProblemType(
    "report-not-accepted",
    409,
    Text("Báo cáo chưa được chấp nhận", "The report is not accepted"),
    Text(
        "Kiến nghị chỉ lấy từ báo cáo đã chấp nhận. Xin thẩm định báo cáo trước, hoặc ghi kiến nghị bằng tay.",
        "Petitions are picked from accepted reports. Appraise the report first, or enter petitions by hand.",
    ),
)
MERGE_NOT_POSSIBLE = ProblemType(
    "merge-not-possible",
    422,
    Text("Không gộp được hai kiến nghị này", "These two petitions cannot be merged"),
    Text(
        "Chỉ gộp vào một kiến nghị khác, cùng nơi gửi tới, chưa rút và chưa gộp vào kiến nghị nào.",
        "A petition is merged into another one to the same recipient that was neither withdrawn nor merged.",
    ),
)
NO_BADGES = ProblemType(
    "no-badges",
    404,
    Text("Chưa có thẻ nào để in", "There is no badge to print yet"),
    Text(
        "Thẻ chỉ in cho đại biểu đã xác nhận tham dự. Xin đợi đại biểu xác nhận rồi in lại.",
        "Badges are printed for confirmed delegates only. Print again when delegates have confirmed.",
    ),
)
NO_SEATING_PLAN = ProblemType(
    "no-seating-plan",
    404,
    Text("Sơ đồ chỗ ngồi chưa công bố", "The seating plan is not published"),
    Text(
        "Xin công bố sơ đồ trên trang Sơ đồ chỗ ngồi rồi in lại.",
        "Publish it on the page of the seating plan, then print again.",
    ),
)
NO_NAME_TENTS = ProblemType(
    "no-name-tents",
    404,
    Text("Chưa có biển tên nào để in", "There is no name tent to print yet"),
    Text(
        "Biển tên chỉ in cho đại biểu đã xác nhận dự. Xin đổi điều kiện lọc, hoặc đợi đại biểu xác nhận rồi in lại.",
        "Name tents are printed for confirmed delegates only. Change the filter, or print again later.",
    ),
)
FONTS_MISSING = ProblemType(
    "fonts-missing",
    503,
    Text("Máy chủ chưa có phông chữ để in", "The server has no fonts to print with"),
    Text(
        "Xin báo bộ phận kỹ thuật cài phông chữ cho máy chủ rồi thử lại.",
        "Ask the administrator to install the fonts on the server, then try again.",
    ),
)
DONE_MEANWHILE = ProblemType(
    "done-meanwhile",
    409,
    Text("Nội dung vừa được xử lý", "Somebody dealt with it meanwhile"),
    Text(
        "{by} đã {done} lúc {at}. Xin tải lại trang để xem bản mới nhất rồi làm tiếp.",
        "{by} {done} at {at}. Reload to see the latest state, then go on.",
    ),
)
