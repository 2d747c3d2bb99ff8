"""What registration refuses, in words."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType
from services.registration.problems.check_ins import CHECK_IN_PROBLEMS

INVITATION_NOT_OPEN = ProblemType(
    "invitation-not-open",
    409,
    Text("Giấy mời chưa phát hành hoặc đã thu hồi", "The invitation is not issued, or was withdrawn"),
    Text(
        "Lúc này chưa thể đăng ký hay xác nhận theo giấy mời này. Xin liên hệ Văn phòng.",
        "Nobody can be named or confirmed under this invitation now. Ask the office.",
    ),
)
UNIT_DECLINED = ProblemType(
    "unit-declined",
    409,
    Text("Đơn vị đã trả lời không dự", "The unit has declined"),
    Text(
        "Xin đổi trả lời thành có dự rồi đăng ký đại biểu.",
        "Change the answer to attending, then name the delegates.",
    ),
)
UNIT_HAS_DELEGATES = ProblemType(
    "unit-has-delegates",
    409,
    Text("Đơn vị đang có đại biểu đăng ký", "The unit has delegates on the list"),
    Text(
        "Còn {count} đại biểu đang đăng ký. Xin rút tên từng đại biểu trước, rồi thực hiện lại.",
        "{count} delegates are on the list. Take them off first, then try again.",
    ),
)
QUOTA_FULL = ProblemType(
    "quota-full",
    409,
    Text("Đã hết chỉ tiêu của đơn vị", "The unit's quota is used up"),
    Text(
        "Đơn vị có {quota} chỉ tiêu và đã dùng hết. Xin rút tên một đại biểu hoặc liên hệ Văn phòng.",
        "The unit has a quota of {quota} and it is used up. Take a delegate off, or ask the office.",
    ),
)
LISTS_CLOSED = ProblemType(
    "lists-closed",
    409,
    Text("Danh sách đã khóa", "The lists are closed"),
    Text(
        "Danh sách đại biểu đã khóa lúc {closed}. Cần thay đổi, xin liên hệ: {contact}.",
        "The lists of delegates were closed at {closed}. For a change, ask: {contact}.",
    ),
)
ALREADY_ON_THE_LIST = ProblemType(
    "already-on-the-list",
    409,
    Text("Đã có trong danh sách của đơn vị", "On the unit's list already"),
    Text(
        "{name} với số điện thoại này đã có trong danh sách. Cần sửa, xin mở dòng của đại biểu.",
        "{name} with this phone number is on the list. To correct something, open that line.",
    ),
)
NOT_THE_SAME_PERSON = ProblemType(
    "not-the-same-person",
    409,
    Text("Không gộp được hai dòng này", "These two cannot be one"),
    Text(
        "Hai dòng khác tên nhau, hoặc có dòng đã rút. Xin tải lại trang.",
        "They have different names, or one is off the list. Reload the page.",
    ),
)
NAMED_BY_ANOTHER_UNIT = ProblemType(
    "named-by-another-unit",
    409,
    Text("Đại biểu cũng có trong danh sách của đơn vị khác", "On another unit's list, too"),
    Text(
        "Họ tên và số điện thoại là chung cho các đơn vị. Xin liên hệ Văn phòng để sửa.",
        "The name and the phone number are the same for all units. Ask the office to correct them.",
    ),
)
SHEET_NOT_XLSX = ProblemType(
    "sheet-not-xlsx",
    422,
    Text("Tệp không phải bảng tính .xlsx", "The file is not an .xlsx spreadsheet"),
    Text("Xin tải tệp mẫu, điền rồi gửi lại.", "Download the template, fill it in and send it again."),
)
SHEET_OLD_FORMAT = ProblemType(
    "sheet-old-format",
    422,
    Text("Tệp ở dạng cũ (.xls)", "The file has the old format (.xls)"),
    Text("Xin mở tệp và lưu lại dạng “Excel Workbook (.xlsx)”.", "Open it and save it as “Excel Workbook (.xlsx)”."),
)
SHEET_ENCRYPTED = ProblemType(
    "sheet-encrypted",
    422,
    Text("Tệp đặt mật khẩu", "The file is under a password"),
    Text("Xin bỏ mật khẩu của tệp rồi gửi lại.", "Take the password away and send it again."),
)
SHEET_TOO_LARGE = ProblemType(
    "sheet-too-large",
    413,
    Text("Tệp quá lớn", "The file is too large"),
    Text(
        "Mỗi lần nhập tối đa {rows} dòng trong tệp 2 MB. Xin bỏ hình ảnh và trang thừa, hoặc chia tệp.",
        "At most {rows} rows in a file of 2 MB. Leave out pictures and other sheets, or split the file.",
    ),
)
SHEET_TOO_MANY_ROWS = ProblemType(
    "sheet-too-many-rows",
    422,
    Text("Tệp có quá nhiều dòng", "The file has too many rows"),
    Text("Mỗi lần nhập tối đa {rows} dòng. Xin chia tệp.", "At most {rows} rows at a time. Split the file."),
)
SHEET_UNREADABLE = ProblemType(
    "sheet-unreadable",
    422,
    Text("Không đọc được tệp", "The file cannot be read"),
    Text(
        "Tệp hỏng hoặc có nội dung không được phép. Xin mở tệp, lưu lại rồi gửi lại.",
        "It is broken, or holds what is not allowed. Open it, save it anew and send it again.",
    ),
)
SHEET_WITHOUT_HEADER = ProblemType(
    "sheet-without-header",
    422,
    Text("Không thấy dòng tiêu đề", "There is no header row"),
    Text(
        "Trang đầu của tệp cần một dòng tiêu đề có cột “Họ và tên”. Xin dùng tệp mẫu.",
        "The first sheet needs a header row with a column “Full name”. Use the template.",
    ),
)
TOO_MANY_DELEGATES = ProblemType(
    "too-many-delegates",
    422,
    Text("Quá nhiều đại biểu", "Too many delegates"),
    Text("Mỗi lần tối đa {most} đại biểu. Xin lọc hẹp hơn.", "At most {most} at a time. Narrow the filter."),
)
IMPORT_HAS_FAULTS = ProblemType(
    "import-has-faults",
    409,
    Text("Tệp còn lỗi", "The file has mistakes"),
    Text(
        "Còn {count} lỗi. Xin sửa tệp rồi gửi lại, hoặc chọn chỉ nhập các dòng đúng.",
        "There are {count} mistakes. Correct the file and send it again, or import the good rows only.",
    ),
)
IMPORT_NOT_READY = ProblemType(
    "import-not-ready",
    409,
    Text("Chưa nhập được lúc này", "This cannot be imported now"),
    Text(
        "Tệp đang được kiểm tra, đã nhập, hoặc không dùng được. Xin tải lại trang.",
        "It is being checked, was imported, or is of no use. Reload the page.",
    ),
)
ATTENDING_OUT_OF_RANGE = ProblemType(
    "attending-out-of-range",
    422,
    Text("Số người dự không phù hợp", "The number of attendants does not fit"),
    Text(
        "Xin ghi từ 1 đến {quota} người; cần thêm chỗ, xin đăng ký vào danh sách chờ hoặc liên hệ Văn phòng.",
        "Give a number from 1 to {quota}; for more, use the waiting list or ask the office.",
    ),
)
DELEGATE_IS_PRESENT = ProblemType(
    "delegate-is-present",
    409,
    Text("Đại biểu đã điểm danh", "The delegate is checked in"),
    Text(
        "Xin hủy lượt điểm danh trước, rồi thực hiện lại.",
        "Undo the check-in first, then try again.",
    ),
)
PLACE_HANDED_OVER = ProblemType(
    "place-handed-over",
    409,
    Text("Đã có người đi thay", "The place was handed over"),
    Text(
        "Chỗ này đã chuyển cho đồng chí {substitute}. Muốn đổi nữa, xin đổi từ đồng chí ấy, hoặc liên hệ Văn phòng.",
        "{substitute} has taken this place. To change again, hand over from there, or ask the office.",
    ),
)
NO_PLACE_TO_HAND_OVER = ProblemType(
    "no-place-to-hand-over",
    409,
    Text("Đại biểu không có chỗ để chuyển", "There is no place to hand over"),
    Text(
        "Đại biểu đang ở danh sách chờ, đã báo vắng hoặc đã rút tên. Xin xác nhận dự trước, hoặc ghi tên người mới.",
        "The delegate waits, is excused or off the list. Confirm them first, or name the new person.",
    ),
)
PLACE_IS_SHARED = ProblemType(
    "place-is-shared",
    409,
    Text("Đại biểu còn đứng tên nơi khác", "The place is not the unit's alone"),
    Text(
        "Đại biểu này còn được nơi khác mời hoặc ghi tên. Xin liên hệ Văn phòng để chuyển cho người đi thay.",
        "The delegate is invited or named elsewhere, too. Ask the office to hand the place over.",
    ),
)
SUBSTITUTE_IS_ON_THE_LIST = ProblemType(
    "substitute-is-on-the-list",
    409,
    Text("Người đi thay đã có tên trong danh sách", "The substitute is on the list already"),
    Text(
        "Đồng chí {substitute} đã có chỗ và thẻ riêng, không nhận thêm chỗ. Xin chọn người khác.",
        "{substitute} has a place and a pass of their own, and takes no second one. Choose somebody else.",
    ),
)
GUEST_IS_ON_THE_LIST = ProblemType(
    "guest-is-on-the-list",
    409,
    Text("Khách có tên trong danh sách", "The guest is on the list"),
    Text(
        "Đồng chí {name} đã có tên trong danh sách. Xin tìm theo tên rồi điểm danh.",
        "{name} is on the list. Look them up by name and check them in.",
    ),
)
ALREADY_DECIDED = ProblemType(
    "already-decided",
    409,
    Text("Đã có người quyết định", "Somebody has decided already"),
    Text("Đồng chí {by} đã quyết định về khách này.", "{by} has decided about this guest."),
)
SECOND_PERSON_NEEDED = ProblemType(
    "second-person-needed",
    409,
    Text("Cần người thứ hai", "Another person has to decide"),
    Text(
        "Người ghi tên khách không tự đồng ý cho vào. Xin nhờ một lễ tân khác hoặc Văn phòng.",
        "Whoever entered the guest cannot vouch for them. Ask another receptionist or the office.",
    ),
)
SUBSTITUTE_IS_SAME_PERSON = ProblemType(
    "substitute-is-same-person",
    422,
    Text("Người đi thay trùng với đại biểu", "The substitute is the same person"),
    Text(
        "Họ tên trùng với đại biểu. Nếu là hai người trùng tên, xin ghi số điện thoại của từng người.",
        "The name is the delegate's own. If they are two people of one name, give the phone number of each.",
    ),
)
NO_PASS = ProblemType(
    "no-pass",
    404,
    Text("Đại biểu chưa có thẻ", "The delegate holds no pass"),
    Text(
        "Thẻ được cấp khi đại biểu xác nhận tham dự.",
        "A pass is issued when the delegate confirms.",
    ),
)
LINK_UNKNOWN = ProblemType(
    "link-unknown",
    404,
    Text("Đường dẫn không đúng", "The link is not right"),
    Text(
        "Xin mở lại đường dẫn trong thư mời, hoặc liên hệ Văn phòng để nhận đường dẫn mới.",
        "Open the link in the invitation again, or ask the office for a new one.",
    ),
)
LINK_REPLACED = ProblemType(
    "link-replaced",
    410,
    Text("Đường dẫn đã được thay thế", "The link was replaced"),
    Text(
        "Giấy mời đã được gửi lại hoặc thu hồi. Xin dùng đường dẫn trong thư mới nhất, hoặc liên hệ Văn phòng.",
        "The invitation was sent anew or withdrawn. Use the link in the latest message, or ask the office.",
    ),
)
RECIPIENT_UNKNOWN = ProblemType(
    "recipient-unknown",
    422,
    Text("Không có người hoặc đơn vị được khen thưởng", "Nobody of that kind can be commended here"),
    Text(
        "Đại biểu hoặc đơn vị này không có trong hội nghị. Xin chọn lại từ danh sách.",
        "This delegate or unit is not of the conference. Choose from the list again.",
    ),
)
PROXY_NOT_POSSIBLE = ProblemType(
    "proxy-not-possible",
    422,
    Text("Người này không nhận thay được", "This person cannot receive on behalf"),
    Text(
        "Người nhận thay phải là đại biểu cùng đơn vị đã xác nhận dự. Người khác, xin ghi họ tên.",
        "Who receives on behalf is a confirmed delegate of the same unit. Anybody else is given by name.",
    ),
)
HALL_NOT_DESCRIBED = ProblemType(
    "hall-not-described",
    409,
    Text("Kế hoạch chưa có sơ đồ hội trường", "The plan does not describe the hall"),
    Text(
        "Xin bổ sung mục seating vào tệp kế hoạch và áp dụng lại, rồi mới xếp chỗ.",
        "Add the section seating to the plan file and apply it, then seat people.",
    ),
)
DELEGATE_NOT_COMING = ProblemType(
    "delegate-not-coming",
    409,
    Text("Đại biểu này không dự", "The delegate is not coming"),
    Text(
        "Chỉ xếp chỗ cho đại biểu đã đăng ký hoặc đã xác nhận. Xin tải lại trang.",
        "Only registered and confirmed delegates are seated. Reload the page.",
    ),
)

PROBLEMS = (
    INVITATION_NOT_OPEN,
    UNIT_DECLINED,
    UNIT_HAS_DELEGATES,
    QUOTA_FULL,
    LISTS_CLOSED,
    ALREADY_ON_THE_LIST,
    NOT_THE_SAME_PERSON,
    NAMED_BY_ANOTHER_UNIT,
    SHEET_NOT_XLSX,
    SHEET_OLD_FORMAT,
    SHEET_ENCRYPTED,
    SHEET_TOO_LARGE,
    SHEET_TOO_MANY_ROWS,
    SHEET_UNREADABLE,
    SHEET_WITHOUT_HEADER,
    TOO_MANY_DELEGATES,
    IMPORT_HAS_FAULTS,
    IMPORT_NOT_READY,
    ATTENDING_OUT_OF_RANGE,
    DELEGATE_IS_PRESENT,
    PLACE_HANDED_OVER,
    NO_PLACE_TO_HAND_OVER,
    PLACE_IS_SHARED,
    SUBSTITUTE_IS_ON_THE_LIST,
    SUBSTITUTE_IS_SAME_PERSON,
    GUEST_IS_ON_THE_LIST,
    ALREADY_DECIDED,
    SECOND_PERSON_NEEDED,
    NO_PASS,
    LINK_UNKNOWN,
    LINK_REPLACED,
    RECIPIENT_UNKNOWN,
    PROXY_NOT_POSSIBLE,
    HALL_NOT_DESCRIBED,
    DELEGATE_NOT_COMING,
    *CHECK_IN_PROBLEMS,
)
