"""The gateway's own problem types."""

from __future__ import annotations

from chassis.language import Text
from chassis.web.problems import ProblemType

WRONG_SIGN_IN = ProblemType(
    "wrong-sign-in",
    401,
    Text("Đăng nhập không thành công", "Sign-in failed"),
    Text(
        "Địa chỉ e-mail hoặc mật khẩu chưa đúng. Xin kiểm tra và nhập lại.",
        "The e-mail address or the password is wrong. Check both and try again.",
    ),
)
SERVICE_UNAVAILABLE = ProblemType(
    "service-unavailable",
    503,
    Text("Một phần hệ thống tạm thời chưa trả lời", "A part of the system is not answering"),
    Text(
        "Xin thử lại sau ít giây. Nếu đang gửi dữ liệu, hãy gửi lại với cùng mã chống gửi trùng.",
        "Try again in a few seconds. If you were sending something, send it again with the same Idempotency-Key.",
    ),
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests",
    429,
    Text("Quá nhiều lần thử", "Too many attempts"),
    Text("Xin đợi một phút rồi thử lại.", "Wait a minute, then try again."),
)
EMAIL_TAKEN = ProblemType(
    "email-taken",
    409,
    Text("Địa chỉ e-mail đã có tài khoản", "The e-mail address already has an account"),
    Text("Xin dùng địa chỉ khác hoặc sửa tài khoản đang có.", "Use another address, or change the existing account."),
)
LAST_ADMINISTRATOR = ProblemType(
    "last-administrator",
    409,
    Text("Không khoá được người quản trị cuối cùng", "The last administrator cannot be closed out"),
    Text(
        "Khoá tài khoản này thì không còn ai mở lại được. Xin lập một tài khoản quản trị khác trước.",
        "Nobody could open it again. Create another administrator's account first.",
    ),
)
WRONG_PAIRING_CODE = ProblemType(
    "wrong-pairing-code",
    401,
    Text("Mã ghép máy không dùng được", "The pairing code does not work"),
    Text(
        "Mã gõ chưa đúng, đã dùng hoặc quá hạn. Xin Văn phòng cấp mã mới ở trang Máy quét.",
        "It is mistyped, used up or too old. Ask the office for a new one (Stations page).",
    ),
)
STATION_ENDED = ProblemType(
    "station-ended",
    401,
    Text("Máy quét này đã thôi ghép", "The pairing of this station has ended"),
    Text(
        "Dữ liệu đại biểu trên máy được xoá. Muốn dùng tiếp, xin Văn phòng ghép lại máy.",
        "Its data about delegates is dropped. To go on, have the office pair it again.",
    ),
)
STATION_IS_PAIRED = ProblemType(
    "station-is-paired",
    409,
    Text("Máy quét đã ghép hoặc đã thôi ghép", "The station is paired already, or its pairing has ended"),
    Text("Xin lập máy quét khác.", "Create another station."),
)
UPLOAD_TOO_LARGE = ProblemType(
    "upload-too-large",
    413,
    Text("Tệp quá lớn", "The file is too large"),
    Text(
        "Tệp lớn hơn mức được nhận. Xin giảm ảnh trong tệp, hoặc gửi đường dẫn nếu là phim; chưa có gì được nhận.",
        "The file is longer than is accepted. Make its pictures smaller, or send a link to a film; nothing was kept.",
    ),
)
NO_FILE = ProblemType(
    "no-file",
    422,
    Text("Chưa có gì để nộp", "There is nothing to hand in"),
    Text("Xin chọn tệp, hoặc dán đường dẫn, rồi gửi lại.", "Choose a file or paste a link, then send again."),
)
GATEWAY_PROBLEMS = (
    WRONG_SIGN_IN,
    SERVICE_UNAVAILABLE,
    TOO_MANY_REQUESTS,
    EMAIL_TAKEN,
    LAST_ADMINISTRATOR,
    WRONG_PAIRING_CODE,
    STATION_ENDED,
    STATION_IS_PAIRED,
    UPLOAD_TOO_LARGE,
    NO_FILE,
)
