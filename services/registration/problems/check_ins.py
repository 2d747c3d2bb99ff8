"""What registration refuses about scans, undos and conflicts, in words."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType
from services.registration.workflows.check_in_log import TURNED_AWAY

SCAN_ID_REUSED = ProblemType(
    "scan-id-reused",
    409,
    Text("Mã lượt quét đã dùng cho lượt khác", "The scan_id was used for another scan"),
    Text("Xin quét lại để tạo lượt mới.", "Scan again: a new scan needs a new scan_id."),
)
CHECK_IN_NOT_STANDING = ProblemType(
    "check-in-not-standing",
    409,
    Text("Lượt điểm danh này không còn hiệu lực", "This check-in does not stand"),
    Text(
        "Lượt này đã hủy, hoặc không phải lượt điểm danh thành công.",
        "It is undone already, or was not an accepted scan.",
    ),
)
UNDO_NOT_YOURS = ProblemType(
    "undo-not-yours",
    403,
    Text("Lượt điểm danh của máy khác", "Another station's check-in"),
    Text(
        "Chỉ máy đã quét mới hủy được lượt này. Xin báo Văn phòng nếu cần hủy.",
        "Only the station that scanned can take it back. Ask the office.",
    ),
)
UNDO_TOO_LATE = ProblemType(
    "undo-too-late",
    409,
    Text("Đã quá thời gian được hủy", "Too late to take it back"),
    Text(
        "Máy quét chỉ hủy được trong {minutes} phút sau khi quét. Xin báo Văn phòng hủy giúp.",
        "A station can take a scan back for {minutes} minutes. Ask the office.",
    ),
)
CONFLICT_OPENED = ProblemType(
    "conflict-opened",
    409,
    Text("Lượt quét mâu thuẫn với sổ điểm danh", "The scan contradicts the check-in log"),
    Text(
        "Lượt này đã được ghi lại và chờ Văn phòng quyết định; chưa tính là có mặt.",
        "It is kept and waits for the office to decide; it does not count yet.",
    ),
)
CONFLICT_DECIDED = ProblemType(
    "conflict-decided",
    409,
    Text("Mâu thuẫn này đã được giải quyết", "The conflict is resolved already"),
    Text("Xin tải lại trang để xem ai đã quyết định và vì sao.", "Reload to see who decided, and why."),
)
BATCH_TOO_LARGE = ProblemType(
    "batch-too-large",
    413,
    Text("Gói đồng bộ quá lớn", "The batch is too large"),
    Text(
        "Một gói có từ 1 đến {entries} lượt và không quá {kilobytes} kB. Xin chia nhỏ rồi gửi lại.",
        "A batch has 1 to {entries} entries and at most {kilobytes} kB. Split it and send again.",
    ),
)
ENTRY_MALFORMED = ProblemType(
    "entry-malformed",
    422,
    Text("Lượt gửi lên không đúng dạng", "The entry is malformed"),
    Text("{faults}", "{faults}"),
)
SCAN_UNKNOWN = ProblemType(
    "scan-unknown",
    404,
    Text("Không có lượt quét này", "No such scan"),
    Text(
        "Máy chủ chưa nhận được lượt quét cần hủy.",
        "The server never received the scan that is to be taken back.",
    ),
)

SCAN_TURNED_AWAY = ProblemType(
    TURNED_AWAY,
    422,
    Text("Máy quét đã không cho vào", "The station let nobody in"),
    Text(
        "Máy quét từ chối khi không có mạng, nên lượt này không tính. Nếu đại biểu đang có mặt, xin quét lại.",
        "The station refused without a network, so the scan does not count. If the delegate is here, scan again.",
    ),
)
PASS_FORGED = ProblemType(
    "pass-forged",
    422,
    Text("Mã QR không phải thẻ của hội nghị", "Not a genuine pass"),
    Text(
        "Không cho vào bằng mã này. Xin tìm đại biểu theo tên.",
        "Do not admit on this code. Look the delegate up by name.",
    ),
)
PASS_EXPIRED = ProblemType(
    "pass-expired",
    422,
    Text("Thẻ đã hết hạn", "The pass has expired"),
    Text("Thẻ chỉ dùng trong ngày hội nghị. Xin tìm đại biểu theo tên.", "Look the delegate up by name."),
)
PASS_REVOKED = ProblemType(
    "pass-revoked",
    422,
    Text("Thẻ đã bị thu hồi", "The pass was revoked"),
    Text(
        "Đại biểu đã báo vắng hoặc đã rút tên. Nếu vẫn đến dự, xin báo Văn phòng xác nhận lại.",
        "The delegate was excused or taken off the list. If they come after all, have the office confirm them.",
    ),
)
PASS_REPLACED = ProblemType(
    "pass-replaced",
    422,
    Text("Thẻ đã được cấp lại", "The pass was replaced"),
    Text(
        "Đại biểu có thẻ mới hơn. Xin quét thẻ mới, hoặc tìm đại biểu theo tên.",
        "The delegate holds a newer pass. Scan that one, or look them up by name.",
    ),
)
DELEGATE_SUBSTITUTED = ProblemType(
    "delegate-substituted",
    422,
    Text("Đã có người đi thay", "Somebody comes instead"),
    Text(
        "Chỗ này đã chuyển cho người khác. Xin quét thẻ hoặc tìm tên của người đi thay.",
        "The place was handed over. Scan the substitute's pass, or look them up by name.",
    ),
)
SUBSTITUTED_BY = Text(
    "Đã có người đi thay: {substitute}. Xin quét thẻ hoặc tìm tên của đồng chí ấy.",
    "{substitute} comes instead. Scan their pass, or look them up by name.",
)
"""The detail of delegate-substituted where it can be said who comes."""
PASS_OF_ANOTHER_CONFERENCE = ProblemType(
    "pass-of-another-conference",
    422,
    Text("Thẻ của hội nghị khác", "A pass of another conference"),
    Text(
        "Xin kiểm tra lại thẻ, hoặc tìm đại biểu theo tên.",
        "Ask for the right pass, or look the delegate up by name.",
    ),
)
CODE_UNKNOWN = ProblemType(
    "code-unknown",
    422,
    Text("Không có mã thẻ này", "No pass has this code"),
    Text("Xin gõ lại mã, hoặc tìm đại biểu theo tên.", "Type the code again, or look the delegate up by name."),
)
DELEGATE_UNKNOWN = ProblemType(
    "delegate-unknown",
    422,
    Text("Không có đại biểu này", "No such delegate"),
    Text("Xin tìm lại theo tên.", "Look the delegate up by name again."),
)
DELEGATE_NOT_CONFIRMED = ProblemType(
    "delegate-not-confirmed",
    422,
    Text("Đại biểu chưa xác nhận tham dự", "The delegate is not confirmed"),
    Text(
        "Xin báo Văn phòng xác nhận cho đại biểu, rồi điểm danh lại.",
        "Have the office confirm the delegate, then check in again.",
    ),
)
GATE_UNKNOWN = ProblemType(
    "gate-unknown",
    422,
    Text("Không có cửa này", "No such gate"),
    Text("Xin chọn lại cửa.", "Choose the gate again."),
)
GATE_NOT_PAIRED = ProblemType(
    "gate-not-paired",
    422,
    Text("Máy quét không thuộc cửa này", "The station does not belong to this gate"),
    Text(
        "Máy quét này chỉ điểm danh ở cửa đã ghép. Xin chọn lại cửa, hoặc nhờ Văn phòng ghép máy với cửa này.",
        "This station checks in only at the gates it is paired with. Choose the gate again, or have the office pair it"
        " with this one.",
    ),
)
SCANNED_IN_THE_FUTURE = ProblemType(
    "scanned-in-the-future",
    422,
    Text("Giờ của máy quét sai", "The station's clock is wrong"),
    Text(
        "Máy quét đang chạy trước giờ thật hơn 5 phút. Xin chỉnh giờ rồi quét lại.",
        "The station is more than 5 minutes ahead. Set its clock and scan again.",
    ),
)

SCAN_PROBLEMS = (
    SCAN_TURNED_AWAY,
    PASS_FORGED,
    PASS_EXPIRED,
    PASS_REVOKED,
    PASS_REPLACED,
    DELEGATE_SUBSTITUTED,
    PASS_OF_ANOTHER_CONFERENCE,
    CODE_UNKNOWN,
    DELEGATE_UNKNOWN,
    DELEGATE_NOT_CONFIRMED,
    GATE_UNKNOWN,
    GATE_NOT_PAIRED,
    SCANNED_IN_THE_FUTURE,
)
"""Reasons to refuse a scan; the scan is kept in the log with the problem's slug."""

CHECK_IN_PROBLEMS = (
    SCAN_ID_REUSED,
    CHECK_IN_NOT_STANDING,
    UNDO_NOT_YOURS,
    UNDO_TOO_LATE,
    CONFLICT_OPENED,
    CONFLICT_DECIDED,
    BATCH_TOO_LARGE,
    ENTRY_MALFORMED,
    SCAN_UNKNOWN,
    *SCAN_PROBLEMS,
)
