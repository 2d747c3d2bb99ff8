"""What can go wrong when the form of a text is checked."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

CHECKS_BUSY = ProblemType(
    "checks-busy",
    429,
    Text("Đang có nhiều người thử tệp", "Many people are trying a file"),
    Text(
        "Xin chờ khoảng một phút rồi thử lại; chưa có gì được lưu.",
        "Wait about a minute and try again; nothing was kept.",
    ),
)
NO_ANNOTATED_COPY = ProblemType(
    "no-annotated-copy",
    409,
    Text("Chưa có bản chú thích", "There is no annotated copy"),
    Text(
        "Bản chú thích chỉ làm được từ tệp Word (.docx) đã kiểm tra xong. Xin xem kết quả trên trang.",
        "An annotated copy is made of a Word file (.docx) whose check is done. See the findings on the page.",
    ),
)
NO_OUTLINE = ProblemType(
    "no-outline",
    404,
    Text("Không có đề cương", "There is no outline"),
    Text(
        "Kế hoạch không ban hành đề cương cho nhiệm vụ này nên không có tệp mẫu.",
        "The plan has no outline for this obligation, so there is no template.",
    ),
)
