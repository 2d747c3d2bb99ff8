"""Why a file could not be looked into, and what to do about it."""

from __future__ import annotations

from chassis.language import Text

_EXPORT_ANEW = Text(
    "Xuất lại phim từ phần mềm dựng (MP4 hoặc MOV, H.264; MXF), xem thử rồi tải lên lại.",
    "Export the film again from the editing program (MP4 or MOV with H.264; MXF), play it, and upload it again.",
)
_UPLOAD_ANEW = Text(
    "Mở thử tệp trên máy của đồng chí; nếu xem được, tải lên lại, nếu không, xuất lại từ phần mềm dựng.",
    "Try to play the file on your computer: if it plays, upload it again; if not, export it again.",
)

REFUSALS: dict[str, tuple[Text, Text]] = {
    "empty_file": (Text("Tệp rỗng, không có nội dung.", "The file is empty."), _UPLOAD_ANEW),
    "not_a_film": (
        Text("Nội dung tệp ({what}) không phải là phim.", "The content of the file ({what}) is not a film."),
        _EXPORT_ANEW,
    ),
    "no_pictures": (
        Text("Tệp không có hình, chỉ có tiếng hoặc dữ liệu khác.", "The file has no pictures, only sound or data."),
        _EXPORT_ANEW,
    ),
    "encrypted": (
        Text("Phim được mã hóa (khóa bản quyền) nên không mở được.", "The film is encrypted and cannot be opened."),
        Text(
            "Xuất lại phim không đặt khóa bản quyền (DRM), không đặt mật khẩu.",
            "Export the film again without copy protection (DRM) and without a password.",
        ),
    ),
    "unknown_codec": (
        Text("Không đọc được chuẩn nén hình của phim.", "The codec of the pictures cannot be read."),
        _EXPORT_ANEW,
    ),
    "absurd_size": (
        Text(
            "Khuôn hình {width}×{height} bất thường nên không mở.",
            "The picture size of {width}×{height} is absurd; the film was not opened.",
        ),
        _EXPORT_ANEW,
    ),
    "nothing_decoded": (
        Text("Không giải mã được hình nào trong tệp.", "Not a single picture of the file could be decoded."),
        _UPLOAD_ANEW,
    ),
    "broken": (
        Text(
            "Tệp phim bị hỏng, hoặc xuất hay tải lên chưa xong (thiếu phần mục lục của tệp).",
            "The film's file is broken, or its export or upload was not finished (its index is missing).",
        ),
        _UPLOAD_ANEW,
    ),
    "too_much": (
        Text(
            "Phim quá nặng để xem hết (khuôn hình hoặc cấu trúc tệp quá lớn) nên dừng kiểm tra.",
            "The film takes too much memory (its pictures or its structure are too large); the inspection stopped.",
        ),
        _EXPORT_ANEW,
    ),
    "too_slow": (
        Text("Kiểm tra quá lâu nên đã dừng.", "The inspection took too long and was stopped."),
        Text(
            "Xuất lại phim ở khuôn hình và chuẩn nén thông dụng (1920×1080, H.264) rồi tải lên lại.",
            "Export the film again in a usual size and codec (1920×1080, H.264), and upload it again.",
        ),
    ),
}
