"""Something to see on the pictures: invitations out, answers, delegates, and the first of them in the hall."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from uuid import uuid4

from gateway.clients.transport import HttpTransport
from hoinghi.demo import SLUG, Caller
from tests.e2e.product import RunningProduct

HERE = f"/conferences/{SLUG}"
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Dương", "Đỗ", "Bùi", "Vũ", "Đặng")
MIDDLE = ("Thị", "Văn", "Thị Hồng", "Đức", "Minh", "Ngọc", "Quang")
GIVEN = ("Phượng", "Hữu", "Thuỷ", "Tuấn", "Quyên", "Hiệp", "Nguyệt", "Bảo", "Ước", "Lệ")
POSTS = ("Trưởng ban", "Phó Trưởng ban", "Chuyên viên", "Phó Giám đốc", "Báo cáo viên")
GATES = ("cua-chinh", "cua-ben")
UNITS_THAT_ANSWER = 50


def set_the_scene(product: RunningProduct) -> None:
    """Play the conference's weeks in a few seconds, through the API; the same in every run."""
    chance = random.Random(94)
    office = Caller(HttpTransport("gateway", product.url), product.account("organizer"))
    office.post(f"{HERE}/invitations/issue", {})
    invitations = (office.get(f"{HERE}/invitations?kind=unit&page_size=100") or {})["items"]
    for number, invitation in enumerate(invitations[:UNITS_THAT_ANSWER]):
        if invitation["state"] != "issued":
            continue
        if number % 12 == 11:
            answer = {"answer": "declines", "reason": "Trùng lịch tiếp đoàn công tác"}
            office.put(f"{HERE}/invitations/{invitation['id']}/answer", answer)
            continue
        office.put(
            f"{HERE}/invitations/{invitation['id']}/answer", {"answer": "attends", "attending": invitation["quota"]}
        )
        for _ in range(invitation["quota"]):
            _name(office, invitation["invitee_code"], chance)


def _name(office: Caller, unit: str, chance: random.Random) -> None:
    person = {
        "unit": unit,
        "full_name": " ".join(chance.choice(part) for part in (FAMILY, MIDDLE, GIVEN)),
        "post": chance.choice(POSTS),
        "kind": "delegate",
    }
    delegate = office.post(f"{HERE}/delegates", person)
    if chance.random() < 0.85:
        office.post(f"{HERE}/delegates/{delegate['id']}/confirm", {})
        if chance.random() < 0.6:
            scan = {"delegate_id": delegate["id"], "gate": chance.choice(GATES), "scan_id": str(uuid4())}
            office.post(f"{HERE}/check-ins", scan | {"scanned_at": datetime.now(UTC).isoformat()})
