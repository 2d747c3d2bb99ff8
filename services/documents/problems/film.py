"""What can go wrong with the film."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

TUS_VERSION_REFUSED = ProblemType(
    "tus-version-refused",
    412,
    Text("Chương trình gửi tệp không đúng phiên bản", "The sender speaks another version"),
    Text(
        "Máy chủ nhận tệp theo tus 1.0.0 (tiêu đề Tus-Resumable). Xin tải lại trang, hoặc cập nhật chương trình gửi.",
        "The server takes files by tus 1.0.0 (header Tus-Resumable). Reload the page, or update the sender.",
    ),
)
UPLOAD_HEADER_MALFORMED = ProblemType(
    "upload-header-malformed",
    400,
    Text("Yêu cầu gửi tệp không đúng dạng", "The upload request is malformed"),
    Text(
        "Tiêu đề {header} thiếu hoặc không đúng quy định của tus 1.0.0; chưa nhận gì.",
        "The header {header} is missing or not as tus 1.0.0 has it; nothing was taken.",
    ),
)
UPLOAD_OFFSET_DIFFERS = ProblemType(
    "upload-offset-differs",
    409,
    Text("Vị trí gửi tiếp không khớp", "The place to go on from differs"),
    Text(
        "Máy chủ đã có {offset} byte. Xin hỏi lại vị trí (HEAD) rồi gửi tiếp từ đó.",
        "The server has {offset} bytes. Ask for the offset (HEAD) and go on from there.",
    ),
)
UPLOAD_BUSY = ProblemType(
    "upload-busy",
    423,
    Text("Tệp này đang được gửi từ nơi khác", "This file is being sent from elsewhere"),
    Text(
        "Một kết nối khác đang gửi tệp này. Xin đợi nửa phút rồi gửi tiếp; phần đã nhận vẫn còn.",
        "Another connection is sending this file. Go on in half a minute; what came is kept.",
    ),
)
UPLOAD_EXPIRED = ProblemType(
    "upload-expired",
    410,
    Text("Lần gửi này đã hết hạn", "This upload has expired"),
    Text(
        "Quá lâu không có gì gửi thêm nên phần đã gửi đã bị xóa. Xin gửi lại tệp từ đầu.",
        "Nothing more came for too long, so what had come was removed. Send the file again.",
    ),
)
UPLOAD_CHECKSUM_DIFFERS = ProblemType(
    "upload-checksum-differs",
    460,
    Text("Dữ liệu bị sai trên đường truyền", "The bytes were damaged on their way"),
    Text(
        "Mã kiểm tra của đoạn vừa gửi không khớp; đoạn đó không được nhận. Xin gửi lại đoạn đó.",
        "The checksum of this part does not match; the part was not taken. Send it again.",
    ),
)
UPLOAD_BROKE_OFF = ProblemType(
    "upload-broke-off",
    400,
    Text("Mất kết nối khi đang gửi", "The connection was lost"),
    Text(
        "Phần đã nhận vẫn còn. Xin hỏi lại vị trí (HEAD) rồi gửi tiếp từ đó.",
        "What came is kept. Ask for the offset (HEAD) and go on from there.",
    ),
)
UPLOAD_TOO_LONG = ProblemType(
    "upload-too-long",
    413,
    Text("Gửi nhiều hơn đã báo", "More was sent than was said"),
    Text(
        "Tệp dài hơn độ dài đã báo lúc bắt đầu; đoạn vừa gửi không được nhận. Xin bắt đầu lại với đúng độ dài.",
        "The file is longer than was said at the beginning; this part was not taken. Begin again with its true length.",
    ),
)
UPLOAD_FINISHED = ProblemType(
    "upload-finished",
    409,
    Text("Tệp đã nhận xong", "The file has come whole"),
    Text(
        "Tệp này đã nhận đủ nên không gửi thêm hay hủy được nữa. Muốn thay, xin gửi bản phim mới.",
        "This file has come whole: nothing is added to it, and it is not cancelled. To replace it, send a new cut.",
    ),
)
FILM_TOO_LARGE = ProblemType(
    "film-too-large",
    413,
    Text("Tệp phim quá lớn", "The film is too large"),
    Text(
        "Tệp phim không được quá {limit} GB. Xin xuất lại phim với dung lượng nhỏ hơn; chưa có gì được nhận.",
        "A film may have {limit} GB at most. Export it smaller; nothing was taken.",
    ),
)
FILM_EMPTY = ProblemType(
    "film-empty",
    422,
    Text("Tệp phim rỗng", "The film is empty"),
    Text("Tệp không có nội dung. Xin chọn lại tệp.", "There is nothing in the file. Choose it again."),
)
FILM_QUOTA_USED = ProblemType(
    "film-quota-used",
    507,
    Text("Hết dung lượng dành cho phim", "The room for films is used up"),
    Text(
        "Hội nghị này chỉ còn {left} GB cho các bản phim. Xin báo Văn phòng để dọn bản cũ hoặc nới dung lượng.",
        "This conference has {left} GB left for cuts of its film. Ask the office to make room.",
    ),
)
DISK_FULL = ProblemType(
    "disk-full",
    507,
    Text("Máy chủ không đủ chỗ", "The server has no room"),
    Text(
        "Ổ đĩa máy chủ không đủ chỗ cho tệp này. Phần đã nhận vẫn còn; xin báo quản trị rồi gửi tiếp sau.",
        "The server's disk has no room for this file. What came is kept; tell the administrator, and go on later.",
    ),
)
FILM_STANDS = ProblemType(
    "film-stands",
    409,
    Text("Phim đã được duyệt", "The film is approved"),
    Text(
        "Bản đã duyệt không thay được nữa. Nếu cần thay, xin đề nghị Văn phòng mở lại thẩm định trước.",
        "The approved cut is not replaced. If it has to be, ask the office to reopen the appraisal first.",
    ),
)
TOO_MANY_UPLOADS = ProblemType(
    "too-many-uploads",
    409,
    Text("Có quá nhiều lần gửi dở dang", "Too many uploads are unfinished"),
    Text(
        "Xin gửi tiếp hoặc hủy bớt các lần gửi dở dang ở trang Phóng sự rồi gửi tệp mới.",
        "Go on with the unfinished uploads or cancel some on the film's page, then send a new file.",
    ),
)
INSPECTION_NOT_DONE = ProblemType(
    "inspection-not-done",
    409,
    Text("Chưa kiểm tra xong bản phim này", "This cut is not inspected yet"),
    Text(
        "Phiếu kiểm tra kỹ thuật chỉ in được khi máy đã kiểm tra xong. Trang phim cho biết đã kiểm tra đến đâu.",
        "The inspection is printed once it is done. The page of the film says how far it is.",
    ),
)
COPY_NOT_READY = ProblemType(
    "film-copy-not-ready",
    409,
    Text("Chưa có bản xem trên trình duyệt", "There is no copy for browsers"),
    Text(
        "Bản xem của bản phim này đang được tạo, không tạo được, hoặc đã dọn vì có bản mới. Có thể tải bản gốc về xem.",
        "The copy of this cut is being made, cannot be made, or went when newer cuts came. Download the original.",
    ),
)
COPY_NOT_FAILED = ProblemType(
    "film-copy-not-failed",
    409,
    Text("Không cần tạo lại bản xem", "The copy needs not be made again"),
    Text(
        "Chỉ tạo lại khi lần trước không tạo được. Xin tải lại trang để xem tình trạng mới nhất.",
        "A copy is made again only where the last attempt failed. Reload the page to see how it is now.",
    ),
)
CUT_CHANGED = ProblemType(
    "cut-changed",
    409,
    Text("Bản phim đã thay đổi", "The cut has changed"),
    Text(
        "Bản {cut} do {by} gửi lúc {at} đã thay bản mà trang này đang xem; chưa ghi nhận gì. Xin tải lại trang và xem"
        " bản mới.",
        "Cut {cut}, sent by {by} at {at}, has replaced the one that this page shows; nothing was kept."
        " Reload the page and watch the new one.",
    ),
)
AFTER_THE_END = Text("Sau điểm cuối của bản {cut} (dài {length}).", "After the end of cut {cut} ({length}).")
"""At the field of a moment."""
MOMENT_OUTSIDE_FILM = ProblemType(
    "moment-outside-film",
    422,
    Text("Thời điểm ở ngoài phim", "The moment lies outside the film"),
    Text(
        "Bản {cut} chỉ dài {length}; chưa ghi nhận gì. Xin ghi lại thời điểm theo phút:giây, ví dụ 03:15.",
        "Cut {cut} takes {length} only; nothing was kept. Write the moment as minutes:seconds, for instance 03:15.",
    ),
)
ALREADY_AGREED = ProblemType(
    "already-agreed",
    409,
    Text("Đồng chí đã đồng ý duyệt bản này", "You have agreed to this cut already"),
    Text(
        "Kế hoạch yêu cầu hai người khác nhau cùng duyệt. Xin đợi người thứ hai xem và duyệt.",
        "The plan asks for two different people. Wait for the second one to watch and approve it.",
    ),
)
FILM_MUST_FIX_LEFT = ProblemType(
    "film-must-fix-left",
    409,
    Text("Còn nhận xét bắt buộc sửa", "Something still has to be fixed"),
    Text(
        "Còn {count} nhận xét bắt buộc sửa chưa được xác nhận là đã sửa. Xin xác nhận từng nhận xét trên bản này, hoặc"
        " yêu cầu sửa.",
        "{count} comments that have to be fixed are not confirmed as fixed. Confirm each on this cut, or ask for"
        " changes.",
    ),
)
NO_CHANGES_SAID = ProblemType(
    "no-changes-said",
    422,
    Text("Chưa nói cần sửa gì", "Nothing is said to be changed"),
    Text(
        "Xin ghi ít nhất một nhận xét bắt buộc sửa hoặc một lý do, để đài biết cần sửa gì.",
        "Write a comment that has to be fixed or a reason, so that the broadcaster knows what to change.",
    ),
)
NO_CUT_YET = ProblemType(
    "no-cut-yet",
    409,
    Text("Chưa có bản phim nào", "No cut has come yet"),
    Text("Danh sách nội dung cần sửa có khi đài đã gửi phim.", "There is a list of changes once a cut has come."),
)
