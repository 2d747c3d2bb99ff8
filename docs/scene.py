"""Something to see on the pictures: invitations out, answers, delegates, and the first of them in the hall."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from uuid import uuid4

from gateway.clients.transport import HttpTransport
from hoinghi.demo import SLUG, Caller
from tests.e2e.film_cuts import send_two_cuts
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
    _hold(office)
    send_two_cuts(product)


def _hold(office: Caller) -> None:
    """The agenda is published, its film is over and the report is on; the office has begun to change what follows."""
    draft = office.get(f"{HERE}/agenda/draft") or {}
    office.post(f"{HERE}/agenda/publish", {"version": draft["version"], "reason": "Lãnh đạo Ban đã duyệt"})
    items = (office.get(f"{HERE}/agenda/run") or {})["items"]
    # Each start but the first finishes the item before it, which is a step of its own.
    for version, item in ((0, items[0]), (1, items[1]), (3, items[2])):
        office.post(f"{HERE}/agenda/items/{item['id']}/start", {"version": version})
    names = ("id", "kind", "title", "speaker", "delegate_id", "unit", "presentation_id", "minutes", "fixed_start")
    changed = [{name: item[name] for name in names} for item in draft["items"]]
    changed[3] |= {"title": "Tham luận: Nắm bắt, định hướng dư luận xã hội ở cơ sở", "speaker": "Thành ủy Phổ Yên"}
    changed[9]["minutes"] = 75
    office.put(f"{HERE}/agenda/draft", {"version": draft["version"], "items": changed})


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
