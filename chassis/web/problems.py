"""Errors as problem+json (RFC 9457), in the reader's language, saying what to do.

A service lists its problem types in `problems.py`; code raises them:

    raise Problem(PASS_EXPIRED, expired_on=date)
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, Response, request
from marshmallow import INCLUDE, Schema, fields
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from chassis.db.database import is_contention, is_lost
from chassis.language import Language, Text, preferred_language

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ProblemType:
    """A kind of error: stable `slug` for programs, texts for people. `detail` says what to do next.

    `retry_after`: in how many seconds it is likely to be over, which the answer says, too.
    """

    slug: str
    status: int
    title: Text
    detail: Text
    retry_after: int | None = None

    @property
    def uri(self) -> str:
        """The `type` member: a path under the gateway, where the problem is explained."""
        return f"/problems/{self.slug}"


class Problem(Exception):
    """Refuses the request: rolls back its transaction and answers with this problem.

    `values` fill the places in the texts, a `Text` among them in the reader's language; `members` are added to the
    answer for programs.
    """

    def __init__(self, kind: ProblemType, *, members: dict[str, Any] | None = None, **values: Any) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.values = values
        self.members = members or {}

    def body(self, language: Language) -> dict[str, Any]:
        """The problem details object."""
        values = {
            name: value.in_language(language) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return {
            "type": self.kind.uri,
            "title": self.kind.title.in_language(language, **values),
            "status": self.kind.status,
            "detail": self.kind.detail.in_language(language, **values),
            **self.members,
        }


@dataclass(frozen=True)
class FieldFault:
    """One wrong place in the input, as a JSON pointer (RFC 6901)."""

    pointer: str
    detail: str

    def body(self) -> dict[str, str]:
        """As a member of `errors`."""
        return {"pointer": self.pointer, "detail": self.detail}


class FieldFaultSchema(Schema):
    """One wrong place in the input."""

    pointer = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """RFC 9457 problem details; problem types may add members."""

    class Meta:
        """Options of marshmallow: the added members are allowed for in the description, too."""

        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldFaultSchema))


INVALID_INPUT = ProblemType(
    "invalid-input",
    422,
    Text("Dữ liệu gửi lên chưa đúng", "The input is not valid"),
    Text(
        "Xin sửa các mục được nêu rồi gửi lại; chưa có gì thay đổi.",
        "Correct the listed places and send again; nothing was changed.",
    ),
)
NOT_SIGNED_IN = ProblemType(
    "not-signed-in",
    401,
    Text("Chưa đăng nhập", "Not signed in"),
    Text("Xin đăng nhập rồi thử lại.", "Sign in and try again."),
)
FORBIDDEN = ProblemType(
    "forbidden",
    403,
    Text("Không có quyền thực hiện", "Not permitted"),
    Text(
        "Việc này không thuộc quyền của đồng chí. Xin liên hệ Văn phòng nếu cần.",
        "This is not permitted for your role. Ask the office if you need it.",
    ),
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    Text("Không tìm thấy", "Not found"),
    Text(
        "Địa chỉ không đúng hoặc nội dung không còn. Xin kiểm tra lại đường dẫn.",
        "The address is wrong or the content is gone. Check the link.",
    ),
)
CHANGED_MEANWHILE = ProblemType(
    "changed-meanwhile",
    409,
    Text("Nội dung vừa được người khác thay đổi", "Changed by somebody else meanwhile"),
    Text("Xin tải lại trang để xem bản mới nhất rồi làm lại.", "Reload to see the latest state, then try again."),
)
STEP_NOT_POSSIBLE = ProblemType(
    "step-not-possible",
    409,
    Text("Không thực hiện được ở trạng thái hiện tại", "Not possible in the present state"),
    Text(
        "Nội dung đang ở trạng thái khác. Xin tải lại trang để xem các việc làm được lúc này.",
        "Its state is another one now. Reload to see what can be done.",
    ),
)
IDEMPOTENCY_KEY_REUSED = ProblemType(
    "idempotency-key-reused",
    409,
    Text("Mã chống gửi trùng đã dùng cho yêu cầu khác", "The Idempotency-Key was used for another request"),
    Text("Xin tạo mã mới cho yêu cầu mới.", "Use a new key for a new request."),
)
INVALID_IDEMPOTENCY_KEY = ProblemType(
    "invalid-idempotency-key",
    400,
    Text("Mã chống gửi trùng không hợp lệ", "The Idempotency-Key is not valid"),
    Text("Mã dài từ 1 đến 255 ký tự nhìn thấy được.", "A key has 1 to 255 visible ASCII characters."),
)
INTERNAL = ProblemType(
    "internal",
    500,
    Text("Hệ thống gặp lỗi", "Something went wrong on our side"),
    Text(
        "Chưa có gì thay đổi. Xin thử lại; nếu vẫn lỗi, báo bộ phận kỹ thuật.",
        "Nothing was changed. Try again; if it happens again, tell the administrator.",
    ),
)
BUSY = ProblemType(
    "busy",
    503,
    Text("Hệ thống đang bận", "Busy just now"),
    Text(
        "Nhiều người đang sửa cùng một chỗ; chưa có gì thay đổi. Xin thử lại sau ít giây.",
        "Several people are changing the same thing; nothing was changed. Try again in a few seconds.",
    ),
    retry_after=1,
)
DATABASE_AWAY = ProblemType(
    "database-away",
    503,
    Text("Chưa kết nối được cơ sở dữ liệu", "The database cannot be reached"),
    Text(
        "Hệ thống đang khởi động lại. Xin thử lại sau ít giây; gửi lại đúng nội dung cũ không bị ghi hai lần "
        "nếu giữ nguyên mã chống gửi trùng.",
        "It is starting again. Try again in a few seconds; what is sent again with the same Idempotency-Key happens "
        "once.",
    ),
    retry_after=2,
)
CHASSIS_PROBLEMS = (
    INVALID_INPUT,
    NOT_SIGNED_IN,
    FORBIDDEN,
    NOT_FOUND,
    CHANGED_MEANWHILE,
    STEP_NOT_POSSIBLE,
    IDEMPOTENCY_KEY_REUSED,
    INVALID_IDEMPOTENCY_KEY,
    INTERNAL,
    BUSY,
    DATABASE_AWAY,
)
_HTTP_TITLES = {
    400: Text("Yêu cầu không đúng dạng", "Bad Request"),
    405: Text("Thao tác không được nhận", "Method Not Allowed"),
    413: Text("Nội dung quá lớn", "Content Too Large"),
    415: Text("Loại nội dung không được nhận", "Unsupported Media Type"),
    429: Text("Quá nhiều yêu cầu", "Too Many Requests"),
    503: Text("Chưa sẵn sàng", "Service Unavailable"),
}
_HTTP = {
    400: Text("Yêu cầu không đúng dạng.", "The request is malformed."),
    405: Text("Địa chỉ này không nhận thao tác đó.", "This address does not support that method."),
    413: Text("Nội dung gửi lên quá lớn.", "The request is too large."),
    415: Text("Xin gửi nội dung dạng JSON.", "Send JSON."),
    429: Text("Quá nhiều yêu cầu. Xin đợi một phút rồi thử lại.", "Too many requests. Wait a minute and try again."),
    503: Text("Hệ thống chưa sẵn sàng. Xin thử lại sau ít giây.", "Not ready. Try again in a few seconds."),
}


def reader_language() -> Language:
    """The language of whoever sent the current request."""
    return preferred_language(request.headers.get("Accept-Language"))


def problem_response(problem: Problem) -> Response:
    """The HTTP answer for a problem; returned (not raised) where the transaction is to be kept."""
    response = _response(problem.body(reader_language()), problem.kind.status)
    if problem.kind.retry_after is not None:
        response.headers["Retry-After"] = str(problem.kind.retry_after)
    return response


def invalid_input(faults: list[FieldFault]) -> Problem:
    """Bad input with all its wrong places."""
    return Problem(INVALID_INPUT, members={"errors": [fault.body() for fault in faults]})


def register_error_handlers(app: Flask) -> None:
    """Turn everything that is raised into problem+json; what nobody expected becomes 500 with a log line."""
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, handle_http_exception)
    app.register_error_handler(StaleDataError, lambda _error: problem_response(Problem(CHANGED_MEANWHILE)))
    app.register_error_handler(DBAPIError, _database_refused)
    app.register_error_handler(Exception, _unexpected)


def handle_http_exception(error: HTTPException) -> Response:
    """Werkzeug's and webargs' errors as problems."""
    status = error.code or 500
    data = getattr(error, "data", None) or {}
    if status == 422 and "messages" in data:
        return problem_response(invalid_input(field_faults(data["messages"], reader_language())))
    if status == 404:
        return problem_response(Problem(NOT_FOUND))
    language = reader_language()
    detail = _HTTP.get(status, INTERNAL.detail if status >= 500 else _HTTP[400])
    title = _HTTP_TITLES[status].in_language(language) if status in _HTTP_TITLES else error.name
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail.in_language(language)}
    response = _response(body, status)
    if error.response is None and status == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return response


def _database_refused(error: DBAPIError) -> Response:
    if is_lost(error):
        logger.warning("the database is away", exc_info=error)
        return problem_response(Problem(DATABASE_AWAY))
    if not is_contention(error):
        return _unexpected(error)
    logger.warning("transactions in each other's way", exc_info=error)
    return problem_response(Problem(BUSY))


def _unexpected(error: Exception) -> Response:
    logger.error("request failed", exc_info=error)
    return problem_response(Problem(INTERNAL))


def _response(body: dict[str, Any], status: int) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")


# What marshmallow says, for a Vietnamese reader. The rest of its messages are ours and already in words.
_MESSAGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), vietnamese)
    for pattern, vietnamese in (
        (r"Missing data for required field\.", "Cần điền mục này."),
        (r"Field may not be null\.", "Mục này không được để trống."),
        (r"Unknown field\.", "Không có mục này."),
        (r"Not a valid string\.", "Phải là chữ."),
        (r"Not storable text\.", "Có ký tự không lưu được; xin xóa và gõ lại."),
        (r"Not a valid integer\.", "Phải là số nguyên."),
        (r"Not a valid boolean\.", "Phải là đúng hoặc sai."),
        (r"Not a valid UUID\.", "Mã không đúng dạng."),
        (r"Not a valid email address\.", "Địa chỉ e-mail không đúng."),
        (r"Not a valid (aware )?datetime\.", "Thời điểm không đúng dạng (RFC 3339, có múi giờ)."),
        (r"Not a valid date\.", "Ngày không đúng dạng."),
        (r"Shorter than minimum length (\d+)\.", r"Cần ít nhất \1 ký tự."),
        (r"Longer than maximum length (\d+)\.", r"Không quá \1 ký tự."),
        (r"Length must be between (\d+) and (\d+)\.", r"Cần từ \1 đến \2 ký tự."),
        (r"Must be one of: (.*)\.", r"Phải là một trong: \1."),
        (r"Must be greater than or equal to (.*)\.", r"Không được nhỏ hơn \1."),
        (r"Must be less than or equal to (.*)\.", r"Không được lớn hơn \1."),
        (r"String does not match expected pattern\.", "Không đúng dạng cho phép."),
        (r"Invalid input type\.", "Kiểu dữ liệu không đúng."),
        (r"Invalid JSON body\.", "Nội dung không phải JSON hợp lệ."),
    )
)


def field_faults(messages: Any, language: Language) -> list[FieldFault]:
    """What marshmallow found wrong (`ValidationError.messages`), place by place, in the reader's language.

    A message of our own is a `Text`: `raise ValidationError([Text(…)])`.
    """
    faults: list[FieldFault] = []
    _collect(messages.get("json", messages) if isinstance(messages, dict) else messages, "", faults, language)
    return faults


def _collect(messages: Any, pointer: str, faults: list[FieldFault], language: Language) -> None:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            place = "" if name == "_schema" else "/" + str(name).replace("~", "~0").replace("/", "~1")
            _collect(inner, pointer + place, faults, language)
    elif isinstance(messages, list):
        for message in messages:
            _collect(message, pointer, faults, language)
    elif isinstance(messages, Text):
        faults.append(FieldFault(pointer or "/", messages.in_language(language)))
    else:
        faults.append(FieldFault(pointer or "/", _translated(str(messages), language)))


def _translated(message: str, language: Language) -> str:
    if language == "en":
        return message
    for pattern, vietnamese in _MESSAGES:
        if pattern.fullmatch(message):
            return pattern.sub(vietnamese, message)
    return message


__all__ = [
    "CHASSIS_PROBLEMS",
    "FieldFault",
    "Problem",
    "ProblemSchema",
    "ProblemType",
    "Text",
    "field_faults",
    "invalid_input",
    "problem_response",
    "reader_language",
    "register_error_handlers",
]
