"""What can go wrong with files and what is handed in."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

UPLOAD_TOO_LARGE = ProblemType(
    "upload-too-large",
    413,
    Text("Tệp quá lớn", "The file is too large"),
    Text(
        "Tệp không được quá {limit} MB. Xin giảm ảnh trong tệp, hoặc gửi đường dẫn nếu là phim; chưa có gì được nhận.",
        "A file may have {limit} MB at most. Make its pictures smaller, or send a link to a film; nothing was kept.",
    ),
)
FILE_TYPE_REFUSED = ProblemType(
    "file-type-refused",
    422,
    Text("Loại tệp không nhận được", "This kind of file is not accepted"),
    Text(
        "Chỉ nhận tệp Word (.docx), PDF, Excel (.xlsx) và ảnh (.jpg, .png). Xin lưu lại đúng loại rồi gửi.",
        "Only Word (.docx), PDF, Excel (.xlsx) and pictures (.jpg, .png) are accepted. Save it as one of them.",
    ),
)
FILE_LOCKED = ProblemType(
    "file-locked",
    422,
    Text("Tệp đời cũ hoặc có mật khẩu", "An old file, or one with a password"),
    Text(
        "Tệp .doc, .xls đời cũ và tệp đặt mật khẩu không mở được. Xin bỏ mật khẩu, lưu lại thành .docx, .xlsx rồi gửi.",
        "Old .doc and .xls files and files with a password cannot be opened. Save it as .docx or .xlsx without one.",
    ),
)
FILE_WITH_MACROS = ProblemType(
    "file-with-macros",
    422,
    Text("Tệp có chứa macro", "The file carries macros"),
    Text(
        "Vì an toàn, tệp có macro không được nhận. Xin lưu lại thành .docx hoặc .xlsx thường rồi gửi.",
        "To be safe, files with macros are not accepted. Save it as a plain .docx or .xlsx.",
    ),
)
FILE_NAME_MISLEADS = ProblemType(
    "file-name-misleads",
    422,
    Text("Tên tệp không khớp nội dung", "The name does not match the content"),
    Text(
        "Tên tệp là “{filename}” nhưng nội dung là tệp .{ending}. Xin đổi tên hoặc lưu lại đúng loại rồi gửi.",
        "The file is named “{filename}” but holds a .{ending} file. Rename it, or save it as what it is.",
    ),
)
FILE_EMPTY = ProblemType(
    "file-empty",
    422,
    Text("Tệp rỗng", "The file is empty"),
    Text("Tệp không có nội dung. Xin chọn lại tệp.", "There is nothing in the file. Choose it again."),
)
UPLOAD_GONE = ProblemType(
    "upload-gone",
    409,
    Text("Tệp không còn chờ nộp", "The file is not waiting any more"),
    Text(
        "Tệp này đã được dùng, hoặc đã gửi lên quá một ngày trước. Xin gửi lại tệp.",
        "The file was used already, or was sent more than a day ago. Send it again.",
    ),
)
HANDED_IN_ELSEWHERE = ProblemType(
    "handed-in-elsewhere",
    409,
    Text("Nhiệm vụ này nộp ở trang khác", "This is handed in on another page"),
    Text(
        "Chủ đề tham luận, kiến nghị và phóng sự có trang riêng; làm xong ở đó thì nhiệm vụ được ghi nhận.",
        "Topics, petitions and the film have pages of their own; what is done there counts here.",
    ),
)
FORM_NOT_TAKEN = ProblemType(
    "form-not-taken",
    422,
    Text("Nhiệm vụ này cần nộp tệp", "A file is wanted here"),
    Text(
        "Nội dung gõ trực tiếp chỉ dùng cho hội nghị địa phương và việc khác. Xin nộp tệp hoặc đường dẫn.",
        "Typed text is taken for local conferences and other duties only. Hand in a file or a link.",
    ),
)
NOTHING_TO_MEND = ProblemType(
    "nothing-to-mend",
    422,
    Text("Chưa nói cần sửa gì", "Nothing is said to be mended"),
    Text(
        "Xin ghi ít nhất một nhận xét hoặc một lời trước khi trả lại, để đơn vị biết cần sửa gì.",
        "Write a remark or a word before returning it, so that the unit knows what to mend.",
    ),
)
MUST_FIX_LEFT = ProblemType(
    "must-fix-left",
    409,
    Text("Còn nhận xét bắt buộc sửa", "Something still has to be mended"),
    Text(
        "Có nhận xét ghi “bắt buộc sửa”. Xin trả lại, hoặc bỏ nhận xét đó (ghi lại thành góp ý) rồi chấp nhận.",
        "There is a remark that has to be mended. Return it, or turn the remark into advice before accepting.",
    ),
)
EXTENSION_NOT_NEEDED = ProblemType(
    "extension-not-needed",
    409,
    Text("Nhiệm vụ đã nộp", "It has been handed in"),
    Text("Bài đã nộp, không còn hạn nào để gia hạn.", "It has come: there is no deadline to extend."),
)
EXTENSION_NOT_LATER = ProblemType(
    "extension-not-later",
    422,
    Text("Ngày mới chưa muộn hơn", "The new day is not later"),
    Text("Hạn hiện nay là {day}. Xin chọn ngày sau đó.", "It is due on {day} now. Choose a later day."),
)
EXTENSION_ASKED_ALREADY = ProblemType(
    "extension-asked-already",
    409,
    Text("Đã xin gia hạn, đang chờ trả lời", "An extension was asked for and waits for an answer"),
    Text("Xin đợi Văn phòng trả lời, hoặc rút đề nghị cũ rồi xin lại.", "Wait for the office, or withdraw it first."),
)
