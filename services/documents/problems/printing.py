"""What can go wrong with files for the printer, in words for people and types for programs."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

NOTHING_TO_PRINT = ProblemType(
    "nothing-to-print",
    409,
    Text("Chưa có gì để in", "There is nothing to print yet"),
    Text(
        "Không có giấy mời, biển tên hay thẻ nào khớp lựa chọn. Giấy mời in được khi đã gửi; biển tên và thẻ in được"
        " khi đại biểu đã xác nhận. Xin đổi lựa chọn, hoặc in lại sau.",
        "No invitation, name tent or badge fits the choice. Invitations are printed once they are issued, name tents"
        " and badges once delegates have confirmed. Change the choice, or print again later.",
    ),
)
NOTHING_TO_PUT_TOGETHER = ProblemType(
    "nothing-to-put-together",
    409,
    Text("Chưa có báo cáo nào để tổng hợp", "There is no report to put together yet"),
    Text(
        "Chưa báo cáo nào lấy được nội dung: chưa có bài được chấp nhận (thử chọn cả bài đã nộp), tệp đang được đọc,"
        " hoặc tệp không đọc được. Trang Tổng hợp nêu lý do của từng đơn vị.",
        "No report gave any text: none is accepted yet (try those that were handed in, too), files are still being"
        " read, or cannot be read. The page of the digest says why for each unit.",
    ),
)
PRINT_JOB_NOT_READY = ProblemType(
    "print-job-not-ready",
    409,
    Text("Tệp in chưa xong", "The file is not ready"),
    Text(
        "Xin đợi đến khi trang báo đã xong rồi tải tệp về. Nếu việc in gặp lỗi, xin yêu cầu in lại.",
        "Wait until the page says that it is ready, then download it. If it has failed, ask for it again.",
    ),
)
PRINT_JOB_GONE = ProblemType(
    "print-job-gone",
    404,
    Text("Tệp in không còn", "The file is gone"),
    Text(
        "Tệp in được giữ 24 giờ rồi xóa, vì có tên người. Xin mở trang Văn bản in và in lại.",
        "Files for the printer are kept for 24 hours and then removed, as they hold names. Print again from the page"
        " of printed papers.",
    ),
)
NO_FILM = ProblemType(
    "no-film",
    404,
    Text("Kế hoạch không có phóng sự", "The plan has no film"),
    Text(
        "Tờ trình thẩm định in được khi kế hoạch giao một đơn vị làm phóng sự (nhiệm vụ loại `video_report`).",
        "The paper is printed when the plan has a unit make a film (an obligation of the kind `video_report`).",
    ),
)
PREVIEW_FAILED = ProblemType(
    "preview-failed",
    503,
    Text("Chưa xem trước được", "There is no preview at the moment"),
    Text(
        "Máy chủ đang bận hoặc gặp lỗi khi vẽ trang. Tệp PDF vẫn tải về được; xin thử xem trước lại sau.",
        "The server is busy, or failed to draw the page. The PDF can be downloaded; try the preview again later.",
    ),
)

BEING_MADE = ProblemType(
    "being-made",
    503,
    Text("Văn bản đang được dựng", "The paper is being made"),
    Text(
        "Nội dung vừa công bố đang được chuyển sang nơi in, thường xong sau vài giây. Xin thử lại.",
        "What was just published is on its way to the press, which takes a few seconds. Try again.",
    ),
    retry_after=2,
)
PRINT_JOB_BROKE = Text(
    "Hệ thống gặp lỗi khi lập tệp in. Xin thử in lại; nếu vẫn lỗi, xin báo bộ phận kỹ thuật.",
    "Something went wrong on our side. Print again; if it fails again, tell the administrator.",
)
