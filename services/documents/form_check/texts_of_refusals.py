"""Why a file could not be looked into, and what to do about it."""

from __future__ import annotations

from chassis.language import Text

_SAVE_AS_DOCX = Text(
    "Mở bằng Word, chọn Tệp (File) → Lưu dưới dạng (Save As), kiểu tệp Tài liệu Word (*.docx), rồi gửi lại.",
    "Open it in Word, choose File → Save As, type Word Document (*.docx), and send it again.",
)
_SAVE_ANEW = Text(
    "Mở tệp trên máy của đồng chí xem còn đọc được không, lưu lại rồi gửi lại.",
    "See whether the file still opens on your computer, save it again and send it again.",
)

REFUSALS: dict[str, tuple[Text, Text]] = {
    "too_large": (
        Text(
            "Tệp nặng {megabytes} MB, quá mức {most} MB nên không kiểm tra được.",
            "The file has {megabytes} MB, more than the {most} MB that can be checked.",
        ),
        Text(
            "Nén ảnh trong Word (Định dạng ảnh → Nén ảnh) rồi lưu lại.",
            "Compress the pictures in Word (Picture Format → Compress Pictures) and save it again.",
        ),
    ),
    "empty_file": (Text("Tệp rỗng, không có nội dung.", "The file is empty."), _SAVE_ANEW),
    "encrypted": (
        Text("Tệp có mật khẩu nên không mở được.", "The file has a password and cannot be opened."),
        Text(
            "Trong Word: Tệp (File) → Thông tin (Info) → Bảo vệ tài liệu → Mã hóa bằng mật khẩu, xóa rồi lưu lại.",
            "In Word: File → Info → Protect Document → Encrypt with Password, clear it, and save again.",
        ),
    ),
    "old_word": (
        Text(
            "Tệp theo định dạng Word cũ (.doc), không kiểm tra được.",
            "The file is in the old Word format (.doc), which cannot be checked.",
        ),
        _SAVE_AS_DOCX,
    ),
    "not_a_text": (
        Text(
            "Nội dung tệp ({what}) không phải văn bản Word (.docx) hay PDF.",
            "The content of the file ({what}) is neither a Word document (.docx) nor a PDF.",
        ),
        _SAVE_AS_DOCX,
    ),
    "macros": (
        Text(
            "Tệp có chứa macro (chương trình nhúng) nên không được mở.",
            "The file holds macros (programs inside the document) and was not opened.",
        ),
        _SAVE_AS_DOCX,
    ),
    "broken": (
        Text("Tệp bị hỏng hoặc tải lên chưa đủ.", "The file is broken or was not uploaded completely."),
        _SAVE_ANEW,
    ),
    "unsafe": (
        Text(
            "Tệp có cấu trúc bất thường, có thể gây hại, nên không được mở.",
            "The file is built in an unusual, possibly harmful way and was not opened.",
        ),
        _SAVE_AS_DOCX,
    ),
    "too_much": (
        Text(
            "Tệp giải nén ra quá lớn hoặc quá phức tạp nên dừng kiểm tra.",
            "Unpacked, the file is too large or too intricate; the check was stopped.",
        ),
        Text(
            "Lưu lại thành tệp .docx mới chỉ có nội dung báo cáo, bỏ các đối tượng nhúng.",
            "Save it as a new .docx with the report alone, without embedded objects.",
        ),
    ),
    "too_slow": (
        Text("Kiểm tra quá lâu nên đã dừng.", "The check took too long and was stopped."),
        Text(
            "Lưu lại thành tệp .docx mới chỉ có nội dung báo cáo, hoặc xuất PDF từ Word, rồi gửi lại.",
            "Save it as a new .docx with the report alone, or as a PDF from Word, and send it again.",
        ),
    ),
}
