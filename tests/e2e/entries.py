"""Nominations for the medal and activities, in every state that their lists show, entered through the API."""

from __future__ import annotations

import io
from typing import Any

import urllib3
from PIL import Image

from gateway.clients.transport import HttpTransport
from hoinghi.demo import SLUG, UNIT, Caller
from tests.e2e.product import RunningProduct

HERE = f"/conferences/{SLUG}"
MEDALS = f"{HERE}/medal-nominations"
ACTIVITIES = f"{HERE}/activity-reports"
OTHER_UNIT = "tuyen-giao-dinh-hoa"
CONFERENCE, TRADITION = "to-chuc-hoi-nghi-dia-phuong", "sinh-hoat-truyen-thong"
"""Activities of the plan that every unit of a district holds."""
MERITS = (
    "Mười sáu năm làm báo cáo viên ở cơ sở; biên soạn 12 tài liệu sinh hoạt chi bộ.\n"
    "Nhiều năm liền hoàn thành xuất sắc nhiệm vụ, được tặng Bằng khen của Ủy ban nhân dân tỉnh."
)


def enter_nominations(product: RunningProduct) -> None:
    """Eleven nominations, one person named by two units; the office verifies, returns, sends on and decides."""
    unit, office = _caller(product, "unit"), _caller(product, "organizer")
    _nominate(unit, "Nông Thị Hồ Sơ Một", 16)
    _nominate(unit, "Ma Văn Thiếu Năm", 6)
    _nominate(unit, "Triệu Thị Tặng Rồi", 22, awarded_before=True)
    _nominate(unit, "Dương Văn Trùng Tên", 18)
    _nominate(office, "Dương Văn Trùng Tên", 18, unit=OTHER_UNIT)
    _step(office, MEDALS, _nominate(unit, "Lý Thị Xác Nhận", 15), "verify", years=14)
    _step(office, MEDALS, _nominate(unit, "Hoàng Văn Bổ Sung", 12), "return", reason="Chưa có quyết định tuyển dụng.")
    _step(unit, MEDALS, _nominate(unit, "Vi Văn Rút Tên", 11), "withdraw", reason="Nghỉ hưu trước đợt xét.")
    for name, decision in (
        ("Đặng Thị Gửi Đi", None),
        ("Lường Văn Được Tặng", {"awarded": True}),
        ("Chu Thị Chưa Được", {"awarded": False, "reason": "Đã có hình thức khen khác trong năm."}),
    ):
        verified = _step(office, MEDALS, _nominate(unit, name, 20), "verify", years=20)
        sent = _step(office, MEDALS, verified, "send", document_number="123-TTr/BTGTU", document_date="2026-07-01")
        if decision is not None:
            _step(office, MEDALS, sent, "decide", **decision)


def enter_activities(product: RunningProduct) -> None:
    """Units report with a link or a picture, one holds nothing; the office confirms one and sends one back."""
    unit, office = _caller(product, "unit"), _caller(product, "organizer")
    own, other = _reports(unit, UNIT), _reports(office, OTHER_UNIT)
    done = _step(unit, ACTIVITIES, own[CONFERENCE], "report", **_told("Hội trường huyện Đại Từ"))
    _step(office, ACTIVITIES, done, "send-back", reason="Xin gửi thêm ảnh hoặc bài đã đăng về hội nghị.")
    upload = _picture(product, unit.token)
    _step(unit, ACTIVITIES, own[TRADITION], "report", **_told("Nhà văn hoá xã Hùng Sơn"), upload_id=upload)
    done = _step(office, ACTIVITIES, other[CONFERENCE], "report", **_told("Trung tâm chính trị huyện"))
    _step(office, ACTIVITIES, done, "confirm")
    _step(office, ACTIVITIES, other[TRADITION], "not-held", reason="Gộp vào hội nghị sơ kết của huyện.")
    department = _caller(product, "department")
    _step(department, ACTIVITIES, _reports(department, "phong-khoa-giao")["thi-dua-chao-mung"], "start")


def _step(caller: Caller, address: str, thing: dict[str, Any], verb: str, **more: object) -> dict[str, Any]:
    return caller.post(f"{address}/{thing['id']}/{verb}", {"version": thing["version"], **more})


def _caller(product: RunningProduct, role: str) -> Caller:
    return Caller(HttpTransport("gateway", product.url), product.account(role))


def _nominate(caller: Caller, name: str, years: int, **more: object) -> dict[str, Any]:
    person = {"full_name": name, "birth_year": 1975, "post": "Báo cáo viên cấp huyện", "years_of_service": years}
    return caller.post(MEDALS, person | {"merits": MERITS} | more)


def _reports(caller: Caller, unit: str) -> dict[str, Any]:
    """By activity."""
    page = caller.get(f"{ACTIVITIES}?unit={unit}") or {"items": []}
    return {report["activity"]: report for report in page["items"]}


def _told(place: str) -> dict[str, str]:
    return {
        "held_on": "2026-06-20",
        "place": place,
        "account": "Tổ chức một buổi, 120 cán bộ, đảng viên dự; có 6 ý kiến trao đổi.",
        "link": "https://bao.example/tin-tuc/2026/06/hoi-nghi-so-ket-cong-tac-tuyen-giao-sau-thang-dau-nam-cua-huyen.html",
    }


def _picture(product: RunningProduct, token: str) -> str:
    """The id of a picture that was sent."""
    content = io.BytesIO()
    Image.new("RGB", (640, 360), (120, 110, 100)).save(content, "JPEG")
    answer = urllib3.request(
        "POST",
        f"{product.url}/api/v1{HERE}/uploads?filename=hoi-nghi.jpg",
        body=content.getvalue(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"},
        timeout=60,
    )
    assert answer.status == 201, answer.data
    return str(answer.json()["id"])
